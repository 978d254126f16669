"""dockwright jupyter: a notebook server in a container, opened from here."""
import signal
import urllib.request

from check import part


def open_url(text):
    """The first address in a text, with its token, and what it answers."""
    url = next((word.strip(".,'\"<>") for word in text.split() if word.startswith("http")), "")
    if not url:
        return "", ""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=20) as answer:
        return url, answer.read().decode()


def opened(bed, *names, **more):
    """Runs the command until it has told an address; answers the process (it may hold a tunnel) and the text."""
    quiet = [o for o in ("--no-browser", "--no-open") if o in bed.help("jupyter")]
    running = bed.begin("jupyter", *quiet, *names, BROWSER="true", **more)
    text = ""
    while line := running.stdout.readline():
        text += line
        if "http" in line:
            break
    return running, text


@part("near", "jupyter")
def jupyter_found(bed, check):
    bed.running("notes", "-p", "127.0.0.1::8888", image="notebook:1", command=())
    running, text = opened(bed, "notes")
    url, page = open_url(text)
    check("jupyter finds the server's address, and it answers", "toy notebook" in page and "token=0123456789abcdef" in url, (text, page))
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    bed.running("plain")
    done = bed.dockwright("jupyter", "plain", seconds=60)
    check("a container without a server gets one, or a sentence", done.returncode in (0, 2), done)


@part(("near", "far", "podman"), "jupyter")
def jupyter_of_an_image(bed, check):
    running, text = opened(bed, "--name", "fresh", "notebook:1")
    url, page = open_url(text)
    check("jupyter of an image starts a container, and its notebook answers", "toy notebook" in page and "token=" in url, (text, page))
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)
    state = (bed.engine.inspect("fresh") or {}).get("State", {})
    check("it says how to end the container, which goes on", state.get("Running") and "dockwright stop fresh" in said, (said, state))
    running, text = opened(bed, "fresh")
    check.equal("the same server is found again by the container's name", open_url(text)[0].split("token=")[-1], url.split("token=")[-1])
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    check.equal("and no second container was made", bed.engine.names(), ["fresh"])
    running, text = opened(bed)
    check("without a name the only one that runs is taken", "toy notebook" in open_url(text)[1], text)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    bed.engine.docker("kill", "fresh")  # podman would wait for it to stop


@part("near", "jupyter")
def jupyter_of_what_there_is(bed, check):
    check.refused("jupyter without a name where nothing runs", bed.dockwright("jupyter"), "no running container", "jupyter IMAGE")
    check.refused("a name of neither container nor image", bed.dockwright("jupyter", "nope"), "nope", "no image")
    check.refused("an image without Jupyter", bed.dockwright("jupyter", "toy:1"), "jupyter")
    check.equal("and nothing stays of it", bed.engine.names(), [])
    bed.running("one", "-p", "127.0.0.1::8888", image="notebook:1", command=())
    bed.running("two", "-p", "127.0.0.1::8888", image="notebook:1", command=())
    check.refused("several that run are named off a terminal", bed.dockwright("jupyter"), "one", "two", "jupyter NAME")
    shell = bed.terminal("jupyter", "--no-browser")
    check("and asked for on one", shell.wait_for("Which one (1-2)?"), shell.shown)
    shell.press("1\n")
    check("the chosen one's address is told", shell.wait_for("http://127.0.0.1"), shell.shown)
    check.equal("and that is all where it is reached without a tunnel", shell.end(), 0)


@part("near", "jupyter")
def jupyter_of_a_dockerfile(bed, check):
    folder = bed.folder / "notes"
    folder.mkdir()
    (folder / "Dockerfile").write_text("FROM notebook:1\nENV KIND=built\nCMD [\"/bin/sh\"]\n")
    running, text = opened(bed, "--name", "built", folder)
    check("jupyter of a folder builds its Dockerfile, and starts the server where its command is none",
          "toy notebook" in open_url(text)[1], (text, running.poll()))
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    check("it is the image that was built", "KIND=built" in bed.engine.inspect("built")["Config"]["Env"])


@part("far", "jupyter")
def jupyter_through_a_tunnel(bed, check):
    bed.running("notes", "-p", "127.0.0.1:8888:8888", image="notebook:1", command=())
    running, text = opened(bed, "notes")
    url, page = open_url(text)
    check("jupyter on another machine answers here", "toy notebook" in page, (text, page))
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    try:
        open_url(text)
        check("and no longer when it has ended", False, url)
    except OSError:
        check("and no longer when it has ended", True)

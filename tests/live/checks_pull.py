"""dockwright pull and push, with a registry on loopback."""
import base64
import json
import signal
import time

from check import part
from processes import wait_for
import images


def stocked(bed, name="lab/big:1", sizes=(4 << 20, 4 << 20)):
    """An image that only the registry has."""
    full = f"{bed.registry.address}/{name}"
    images.build(bed.engine, full, sizes)
    bed.engine.docker("push", "-q", full)
    identity = bed.engine.ask("image", "inspect", "-f", "{{.Id}}", full)
    bed.engine.docker("rmi", full)
    return full, identity


def have(engine, name):
    return (engine.inspect(name, "image") or {}).get("Id")


def no_downloads(engine):
    return not any((engine.folder / "data/tmp").glob("*"))


@part("registry", "pull")
def pull(bed, check):
    name, identity = stocked(bed)
    done = bed.dockwright("pull", name)
    check("pull brings the image", done.returncode == 0 and have(bed.engine, name) == identity, done)
    check("pull off a terminal draws no bar", "\r" not in done.stderr and "\x1b" not in done.stdout + done.stderr, done)
    done = bed.dockwright("pull", name)
    check("pull of what is there is no failure", done.returncode == 0, done)
    bed.engine.docker("rmi", name)
    bed.registry.rate = 4 << 20
    bar = bed.terminal("pull", name)
    check("pull on a terminal shows bytes while they come", bar.wait_for("MB", 20) or "MiB" in bar.shown, bar.shown)
    check("and ends well", bar.end(60) == 0 and have(bed.engine, name) == identity, bar.shown)
    bed.engine.docker("rmi", name)


@part("registry", "pull")
def pull_cancelled(bed, check):
    name, _ = stocked(bed)
    bed.registry.rate = 256 << 10
    pulling = bed.begin("pull", name)
    wait_for(lambda: any("/blobs/" in path for _, path, _ in bed.registry.asked), "the download to begin")
    time.sleep(0.3)
    pulling.send_signal(signal.SIGINT)
    began = time.monotonic()
    output = pulling.communicate(timeout=30)
    check("Ctrl-C ends a pull soon", time.monotonic() - began < 5 and pulling.returncode != 0, output)
    check.equal("and nothing of it is listed", have(bed.engine, name), None)
    bed.registry.rate = 0


@part("registry", "pull")
def pull_refused(bed, check):
    registry, pull = bed.registry, lambda name, **more: bed.dockwright("pull", name, **more)
    check.refused("pull of what no registry has", pull(f"{registry.address}/lab/none:1"), "lab/none")
    check.refused("pull of what can't be a name", pull("UPPER:1"), "UPPER")
    check.refused("pull of an option", bed.dockwright("pull", "--", "-x"), "-x")
    check.refused("pull from where nothing listens", pull("127.0.0.1:1/lab/x:1"), "127.0.0.1:1")
    name, identity = stocked(bed, "lab/private:1", (1 << 20,))
    registry.login = ("ada", "secret")
    check.refused("pull that needs a login says so", pull(name), "login")
    configuration = bed.folder / "login"
    configuration.mkdir()
    word = base64.b64encode(b"ada:secret").decode()
    (configuration / "config.json").write_text(json.dumps({"auths": {registry.address: {"auth": word}}}))
    done = pull(name, DOCKER_CONFIG=str(configuration))
    check("pull uses the login of docker's configuration", done.returncode == 0 and have(bed.engine, name) == identity, done)
    check("and tells it to nobody", "secret" not in done.stdout + done.stderr and word not in done.stdout + done.stderr)
    bed.engine.docker("rmi", name)
    registry.login, registry.too_many = None, True
    check.refused("pull beyond a registry's limit says so", pull(name), "limit")


@part("registry", "pull", needs=("small",))
def pull_onto_a_full_disk(bed, check):
    small = bed.engines["small"]
    name, _ = stocked(bed, "lab/huge:1", (24 << 20, 24 << 20))
    done = bed.dockwright("pull", name, at=small)
    check.refused("pull of more than the disk takes says so", done, "space")
    check.equal("and nothing of it stays", have(small, name), None)
    check("the engine still answers", small.answers())


@part("registry", "push")
def push(bed, check):
    name = f"{bed.registry.address}/lab/pushed:2"
    images.build(bed.engine, name, [2 << 20])
    done = bed.act("push", name)
    check("push brings the image to the registry", done.returncode == 0 and bed.registry.tags("lab/pushed") == ["2"], done)
    bed.registry.login = ("ada", "secret")
    check.refused("push that needs a login says so", bed.act("push", name), "login")
    check.refused("push of what isn't here", bed.act("push", f"{bed.registry.address}/lab/none:1"), "lab/none")
    bed.engine.docker("rmi", name)


@part("registry", "push")
def push_under_another_name(bed, check):
    name = f"{bed.registry.address}/lab/renamed:3"
    images.build(bed.engine, "mine:3", [1 << 20])
    done = bed.act("push", "mine:3", "--as", name)
    digest = bed.engine.ask("image", "inspect", "-f", "{{index .RepoDigests 0}}", name).partition("@")[2]
    check("push --as gives the name and sends it", done.returncode == 0 and "3" in bed.registry.tags("lab/renamed"), done)
    check("and prints the digest", digest and digest in done.stdout, done)
    bed.engine.docker("rmi", name)
    bed.registry.login = ("ada", "secret")
    check.refused("push --as that is refused", bed.act("push", "mine:3", "--as", name), "login")
    check.equal("takes the name back", have(bed.engine, name), None)
    check.refused("push of a name without a place", bed.act("push", "mine:3"), "--as")
    bed.engine.docker("rmi", "mine:3")


@part("registry", "pull")
def pull_through_a_mirror(bed, check):
    stocked(bed, "library/mirrored:1", (1 << 20,))
    done = bed.dockwright("pull", "--mirror", bed.registry.address, "mirrored:1")
    check("pull --mirror brings the image under its own name", done.returncode == 0 and have(bed.engine, "mirrored:1"), done)
    check.equal("and not under the mirror's", have(bed.engine, f"{bed.registry.address}/library/mirrored:1"), None)
    bed.engine.docker("rmi", "mirrored:1")


@part("podman", "pull")
def pull_refused_by_podman(bed, check):
    check.refused("pull from where nothing listens, by podman", bed.dockwright("pull", "127.0.0.1:1/lab/x:1"),
                  "can't reach 127.0.0.1:1")

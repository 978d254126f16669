"""dockwright run: a container from an image, with GPUs, folders and ports."""
import shlex
import socket

from check import EVERYWHERE, part
from processes import wait_for

SLEEP = ("sleep", "600")


def run(bed, *arguments, name="job", image="toy:1", command=SLEEP, **more):
    return bed.act("run", bed.option("run", "--detach", "-d"), "--name", name, *arguments, image, *command, **more)


def given(bed, name):
    """The GPUs that a container was given, by docker's word."""
    requests = bed.engine.inspect(name)["HostConfig"]["DeviceRequests"] or []
    return sorted(i for request in requests for i in request["DeviceIDs"] or [request["Count"]])


@part(EVERYWHERE, "run")
def run_detached(bed, check):
    done = run(bed, "--env", "STEP=3")
    seen = bed.engine.inspect("job") or {}
    if not check("run starts a container in the background", done.returncode == 0 and seen.get("State", {}).get("Running"), done):
        return
    check("with its variables", "STEP=3" in seen["Config"]["Env"], seen["Config"]["Env"])
    check.equal("it stays when it has ended", seen["HostConfig"]["AutoRemove"], False)
    check("the command is the one that was given", [*(seen["Config"]["Entrypoint"] or []), *seen["Config"]["Cmd"]][-2:] == list(SLEEP), seen["Config"])
    check("the equal line of the engine's client is shown", any(f"{client} run" in done.stdout + done.stderr for client in ("docker", "podman")), done)
    check.refused("a name that is taken", run(bed), "job")
    check.equal("and nothing was made", bed.engine.names(), ["job"])


@part("near", "run")
def run_equal_line(bed, check):
    done = run(bed, "--env", "TEXT=two words")
    line = next((line for line in (done.stdout + done.stderr).splitlines() if "docker run" in line), "")
    words = [word if word != "job" else "same" for word in shlex.split(line[line.find("docker run"):])]
    words = [word.replace("job", "same") if word.startswith("--name") else word for word in words]
    again = bed.engine.docker(*words[1:], check=False)
    ours, same = bed.engine.inspect("job") or {}, bed.engine.inspect("same") or {}
    differ = {key for part_of in ("HostConfig",) for key in ours.get(part_of, {})  # an empty list is none
              if (ours[part_of][key] or None) != (same.get(part_of, {}).get(key) or None)}
    check("docker makes the same container of the line", again.returncode == 0 and not differ - {"LogConfig", "ConsoleSize"}, (line, differ, again))
    missing = set(ours.get("Config", {}).get("Env") or []) ^ set(same.get("Config", {}).get("Env") or [])
    check.equal("with the same variables", missing, set())


@part("near", "run")
def run_gpus(bed, check):
    gpus = bed.option("run", "--gpus", "--gpu")
    uuids = bed.engine.gpus.uuids()
    bed.running("other")
    bed.engine.gpus.claim_of(bed.engine, "other", gpu=0, memory=20000, busy=90)
    done = run(bed, gpus, "free", name="first")
    check("a free GPU is the one with most free memory, sent as UUID", done.returncode == 0 and given(bed, "first") == [uuids[1]], done)
    done = bed.dockwright("run", bed.option("run", "--detach", "-d"), "--name", "second", gpus, "1", "toy:1", *SLEEP)
    check("a GPU that a container has asked for isn't given twice",
          (done.returncode == 0 and given(bed, "second") == [uuids[0]]) or done.returncode == 2, done)
    done = bed.dockwright("run", bed.option("run", "--detach", "-d"), "--name", "third", gpus, "all", "toy:1", *SLEEP)
    check("nor unless told so", done.returncode == 2 and "third" not in bed.engine.names(), done)
    done = run(bed, gpus, "7", name="fourth")
    check("a GPU that isn't there is refused, and nothing stays", done.returncode == 2 and "fourth" not in bed.engine.names(), done)
    inside = bed.engine.ask("exec", "first", "nvidia-smi", "-L")
    check("what docker shows inside is that GPU", uuids[1] in inside and uuids[0] not in inside, inside)


@part("tls", "run")
def run_without_gpu_support(bed, check):
    gpus = bed.option("run", "--gpus", "--gpu")
    done = run(bed, gpus, "all")
    check.refused("a GPU on a machine without is refused with the cause", done, "GPU")
    check.equal("and nothing stays", bed.engine.names(), [])


@part("near", "run")
def run_training(bed, check):
    run(bed)
    host = bed.engine.inspect("job")["HostConfig"]
    check("shared memory suits training", host["ShmSize"] > 64 << 20 or host["IpcMode"] == "host", host["ShmSize"])
    check("an init takes in orphans", host["Init"] is True, host["Init"])
    limits = {limit["Name"]: limit for limit in host["Ulimits"] or []}
    may = bed.engine.docker("run", "--rm", "--ulimit", "memlock=-1", "toy:1", "true", check=False).returncode == 0
    check("memory may be locked, where the engine may allow it", (limits.get("memlock", {}).get("Soft") == -1) == may, (may, limits))
    check("there is time for a checkpoint", (bed.engine.inspect("job")["Config"].get("StopTimeout") or 0) > 10)


@part("near", "run")
def run_ports(bed, check):
    publish = bed.option("run", "--port", "--publish", "-p")
    done = run(bed, publish, "8888", image="notebook:1", command=())
    bound = bed.engine.ask("port", "job").split("-> ")[-1] if done.returncode == 0 else ""
    check("a port is published on loopback alone", bound.startswith("127.0.0.1:"), (bound, done))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(bed, publish, f"{port}:8888", name="clash")
        check("a port that is taken is refused, or another is found",
              (done.returncode == 2 and "clash" not in bed.engine.names()) or done.returncode == 0, done)


@part("near", "run")
def run_refused(bed, check):
    check.refused("an image that isn't here nor anywhere", run(bed, image="127.0.0.1:1/none:1", seconds=60), "none")
    done = run(bed, command=("/no/such/program",))
    check("a program that isn't in the image is named", done.returncode == 2 and "/no/such/program" in done.stderr, done)
    check.equal("and nothing stays", bed.engine.names(), [])
    check.refused("an image that would be an option", bed.act("run", "--", "-v"), "-v")


@part("near", "run")
def run_data(bed, check):
    data = bed.option("run", "--data")
    folder = bed.folder / "data set"
    folder.mkdir()
    (folder / "rows.csv").write_text("1,2\n")
    done = run(bed, data, folder)
    mounts = (bed.engine.inspect("job") or {}).get("Mounts", [])
    target = next((m["Destination"] for m in mounts if m["Source"] == str(folder)), None)
    check("a data folder is there in the container", target and
          bed.engine.ask("exec", "job", "cat", f"{target}/rows.csv") == "1,2", (done, mounts))
    done = run(bed, data, bed.folder / "none", name="second")
    check("one that isn't there is refused", done.returncode == 2 and "second" not in bed.engine.names(), done)


@part("near", "run")
def run_takes_its_folders_back(bed, check):
    results, folder = bed.option("run", "--results"), bed.folder / "new runs"
    done = run(bed, results, folder / "first", command=("/no/such/program",))
    check("the folder for results of a run that can't start is gone again", done.returncode == 2 and not folder.exists(), done)
    folder.mkdir()
    done = run(bed, results, folder / "first", "--gpus", "7")
    check("one that was there stays", done.returncode == 2 and folder.exists() and not any(folder.iterdir()), done)
    done = run(bed, results, folder / "first", command=("sh", "-c", "echo x >/results/kept; exit 3"))
    check("and what holds something", done.returncode == 2 and (folder / "first/kept").exists(), done)


@part("far", "run")
def run_takes_its_folders_back_over_ssh(bed, check):
    folder = bed.folder / "far 'runs'"
    there = ("sh", "-c", 'cd "$0" 2>/dev/null && find . | sort | tr "\\n" " " || echo none', folder)
    done = run(bed, "--results", folder / "first/deep", command=("/no/such/program",))
    check("the folder on the machine of a run that can't start is gone again",
          done.returncode == 2 and bed.far.run(*there).strip() == "none", (done, bed.far.run(*there)))
    bed.far.run("mkdir", folder)
    done = run(bed, "--results", folder / "first", "--gpus", "7")
    check("one that was there stays", done.returncode == 2 and bed.far.run(*there).strip() == ".", (done, bed.far.run(*there)))
    done = run(bed, "--results", folder / "first/deep", command=("sh", "-c", "echo x >/results/kept; sleep 600"))
    wait_for(lambda: "kept" in bed.far.run(*there), "the file", 10)
    check("and that of a run that runs", done.returncode == 0 and "./first/deep/kept" in bed.far.run(*there), done)


@part("far", "run")
def run_by_a_forwarded_socket(bed, check):
    host = f"unix://{bed.engine.socket}"
    done = bed.dockwright("run", "-d", "--name", "job", "--gpus", "free", "toy:1", *SLEEP, DOCKER_HOST=host)
    check.refused("of an engine elsewhere, no GPU of this machine is taken for a free one", done, "not its machine", "ssh://")
    folder = bed.folder / "of this machine"
    done = bed.dockwright("run", "-d", "--name", "job", "--results", folder, "toy:1", *SLEEP, DOCKER_HOST=host)
    mounts = (bed.engine.inspect("job") or {}).get("Mounts", [])
    check("nor a folder", done.returncode == 0 and [m["Type"] for m in mounts if m["Destination"] == "/results"] == ["volume"]
          and not folder.exists(), (done, mounts))


@part("far", "run")
def run_any_host_of_several(bed, check):
    bed.act("hosts", "add", "far")
    bed.act("hosts", "add", "gone", "tcp://127.0.0.1:1")
    done = bed.dockwright("run", "-d", "--any-host", "--name", "job", "toy:1", *SLEEP, seconds=120)
    check("any host is the one whose GPU is free", done.returncode == 0 and given(bed, "job") == bed.engine.gpus.uuids(), done)
    check("it says which, and why not the others", "free, the most of all" in done.stderr and "not gone: " in done.stderr, done)
    done = bed.dockwright("run", "-d", "--any-host", "--name", "second", "toy:1", *SLEEP, seconds=120)
    check.refused("where all are taken that is said of each machine", done, "no machine has a free GPU", "asked for every GPU", "gone")
    check.equal("and nothing was made", bed.engine.names(), ["job"])
    for name in ("far", "gone"):
        bed.act("hosts", "remove", name)


@part(("near", "far"), "run")
def run_saved_and_again(bed, check):
    folder = bed.folder / "workspace"
    folder.mkdir()
    options = ("--gpus", "all", "--share", "--shm-size", "1g", "--env", "STEP=3", "--env", "API_TOKEN=s3cr3t-value", "--results", "out")
    done = run(bed, *options, "--save", "train", folder=folder)
    path = folder / ".dockwright/run/train.yaml"
    if not check("run --save runs and writes the profile", done.returncode == 0 and path.exists(), done):
        return
    saved = path.read_text()
    check("with the image, the command and what was said", all(word in saved for word in ("toy:1", "sleep", "600", "STEP=3", "1g", "API_TOKEN")), saved)
    check("without a secret's value, and without the machine", not any(word in saved for word in ("s3cr3t", "ssh:", "unix:")), saved)
    check.equal("nothing else was written", [str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()], [".dockwright/run/train.yaml"])
    done = bed.dockwright("run", "-d", "--profile", "train", "--name", "again", folder=folder, API_TOKEN="s3cr3t-value")
    first, again = bed.engine.inspect("job"), bed.engine.inspect("again") or {"HostConfig": {}, "Config": {}}
    differ = {key for key in first["HostConfig"] if first["HostConfig"][key] != again["HostConfig"].get(key)}
    check("run --profile makes the same container again", done.returncode == 0 and not differ - {"LogConfig"}, (done, differ))
    same = [key for key in ("Env", "Cmd", "Entrypoint", "User", "WorkingDir") if first["Config"][key] != again["Config"].get(key)]
    check.equal("with the same program and variables", same, [])
    check.equal("which carries the profile's name", again["Config"].get("Labels", {}).get("dockwright.profile"), "train")
    done = bed.dockwright("run", "-d", "--profile", "train", "--name", "third", "--env", "STEP=4", "--save", "next", folder=folder)
    check("a secret that isn't set here is missed", "API_TOKEN" in done.stderr, done)
    check("what stands over a profile is saved under another name", done.returncode == 0 and path.read_text() == saved
          and "STEP=4" in (folder / ".dockwright/run/next.yaml").read_text(), done)
    check.refused("a name that would be a path", run(bed, "--save", "../out", name="fourth", folder=folder), "../out")
    check.equal("and nothing was made", sorted(bed.engine.names()), ["again", "job", "third"])


@part(EVERYWHERE, "run")
def run_followed(bed, check):
    script = "echo begins; echo aside >&2; sleep 1; echo ends; exit 3"
    seen = bed.terminal("run", "--name", "job", "toy:1", "sh", "-c", script)
    code = seen.end()
    lines = [line.rstrip() for line in seen.shown.splitlines()]
    check("run on a terminal shows what the container prints", all(line in lines for line in ("begins", "aside", "ends")), seen.shown)
    check.equal("and ends with its exit code", code, 3)
    check("which it says, and how to remove it", "exit code 3" in seen.shown and "dockwright rm job" in seen.shown, seen.shown)
    check("the container stays", "job" in bed.engine.names(), bed.engine.names())
    seen = bed.terminal("run", "--rm", "--name", "short", "toy:1", "sh", "-c", "echo $((40+2)); exit 4")
    check.equal("one that ends at once and removes itself has an exit code too", seen.end(), 4)
    check("and shows all that it printed", "42" in [line.rstrip() for line in seen.shown.splitlines()], seen.shown)
    wait_for(lambda: "short" not in bed.engine.names(), "the container's removal", 10)


@part(EVERYWHERE, "run")
def run_left(bed, check):
    for name, more in (("job", ()), ("gone", ("--rm",))):
        seen = bed.terminal("run", *more, "--name", name, "toy:1", "sh", "-c", "trap exit TERM; echo tick; sleep 600 & wait")
        if not check(f"run {' '.join(more)} on a terminal follows".replace("  ", " "), seen.wait_for("\ntick"), seen.shown):
            continue
        seen.press("\x03")
        code = seen.end()
        check("Ctrl-C leaves the container running", code == 130 and bed.engine.inspect(name)["State"]["Running"], (code, seen.shown))
        check("and says how to come back and how to end it",
              f"dockwright logs --follow --tail 20 {name}" in seen.shown and f"dockwright stop {name}" in seen.shown, seen.shown)
    seen = bed.terminal("run", "-d", "--name", "apart", "toy:1", *SLEEP)
    check("run -d on a terminal comes back at once", seen.end() == 0 and bed.engine.inspect("apart")["State"]["Running"], seen.shown)


@part(EVERYWHERE, "run")
def run_interactive_that_removes_itself(bed, check):
    shell = bed.terminal("run", "-it", "--rm", "--name", "talk", "toy:1", "sh")
    shell.wait_for("# ", 20)
    shell.press("exit 5\n")
    check.equal("run -it --rm ends as its shell does", shell.end(), 5)
    wait_for(lambda: "talk" not in bed.engine.names(), "the container's removal", 10)


@part("near", "run")
def run_on_a_terminal(bed, check):
    shell = bed.terminal("run", *[o for o in ("--interactive",) if o in bed.help("run")], "--name", "talk", "toy:1", "sh")
    if not check("run on a terminal opens it", shell.wait_for("# ", 20), shell.shown):
        return
    shell.press("echo $((40+2)); exit 3\n")
    check("what is typed gets there", shell.wait_for("42"), shell.shown)
    check.equal("run ends as it does", shell.end(), 3)

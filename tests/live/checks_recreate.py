"""dockwright recreate: a port, a volume or a variable more for a container that exists."""
import socket

from check import EVERYWHERE, part
from processes import wait_for


def made(bed):
    bed.running("lab", "-v", "/scratch", "-e", "KEEP=1", command=(
        "sh", "-c", "[ -e /work/state ] || echo mine >/work/state; [ -e /scratch/v ] || echo volume >/scratch/v; sleep 600"))
    return bed.engine.ask("inspect", "-f", "{{.Id}}", "lab")


@part(EVERYWHERE, "recreate")
def recreate(bed, check):
    environment = bed.option("recreate", "--env", "-e")
    before = made(bed)
    done = bed.act("recreate", environment, "ADDED=2", "lab", seconds=120)
    after = bed.engine.inspect("lab") or {}
    check("recreate makes it anew, under its name", done.returncode == 0 and after.get("Id") not in (None, before)
          and after["State"]["Running"], done)
    check("with what was added and what was there", {"KEEP=1", "ADDED=2"} <= set(after.get("Config", {}).get("Env", [])), after.get("Config"))
    check.equal("its own files are kept", bed.engine.docker("exec", "lab", "cat", "/work/state", check=False).stdout, "mine\n")
    check.equal("and those of its volume without a name", bed.engine.docker("exec", "lab", "cat", "/scratch/v", check=False).stdout, "volume\n")
    old = bed.engine.inspect(before)
    check("the old one stays until the person says otherwise", old is not None and not old["State"]["Running"], old and old["State"])


@part("near", "recreate")
def recreate_shows_its_plan(bed, check):
    environment = bed.option("recreate", "--env", "-e")
    before = made(bed)
    done = bed.dockwright("recreate", environment, "ADDED=2", "lab", seconds=60)
    check("recreate without consent changes nothing", bed.engine.ask("inspect", "-f", "{{.Id}} {{.State.Status}}", "lab")
          == f"{before} running", done)
    check("and says what it would do", "ADDED" in done.stdout + done.stderr, done)


@part("near", "recreate")
def recreate_with_gpus(bed, check):
    environment, gpus = bed.option("recreate", "--env", "-e"), bed.option("recreate", "--gpus")
    uuids = bed.engine.gpus.uuids()
    bed.running("lab", "--gpus", '"device=1"')
    wanted = bed.engine.inspect("lab")["HostConfig"]["DeviceRequests"]
    done = bed.act("recreate", environment, "ADDED=2", "lab", seconds=120)
    check("recreate keeps the GPUs that were asked for", done.returncode == 0
          and bed.engine.inspect("lab")["HostConfig"]["DeviceRequests"] == wanted, done)
    seen = bed.engine.ask("exec", "lab", "nvidia-smi", "-L")
    check("and the container sees just those", uuids[1] in seen and uuids[0] not in seen, seen)
    done = bed.act("recreate", gpus, "device=0", "lab", seconds=120)
    seen = bed.engine.docker("exec", "lab", "nvidia-smi", "-L", check=False).stdout
    check("others take their place", done.returncode == 0 and uuids[0] in seen and uuids[1] not in seen, (done, seen))
    done = bed.act("recreate", gpus, "none", "lab", seconds=120)
    check("or none", done.returncode == 0 and not bed.engine.inspect("lab")["HostConfig"]["DeviceRequests"], done)
    check("without them there is no nvidia-smi", bed.engine.docker("exec", "lab", "nvidia-smi", "-L", check=False).returncode != 0)
    bed.running("plain")
    before = bed.engine.ask("inspect", "-f", "{{.Id}}", "plain")
    check.refused("a GPU that the machine lacks", bed.act("recreate", gpus, "device=7", "plain", seconds=120))
    check.equal("leaves the container as it was", bed.engine.ask("inspect", "-f", "{{.Id}} {{.State.Status}}", "plain"), f"{before} running")


@part(("near", "more"), "recreate")  # podman's checks need systemd's timers, and here is none
def recreate_with_a_health_check(bed, check):
    environment = bed.option("recreate", "--env", "-e")
    bed.running("lab", "--health-cmd", "test -z $BAD", "--health-interval", "1s", "--health-retries", "2")
    before = bed.engine.ask("inspect", "-f", "{{.Id}}", "lab")
    done = bed.act("recreate", environment, "BAD=1", "lab", seconds=120)
    check.refused("one whose health check fails is taken back", done, "health")
    check.equal("and the old one runs", bed.engine.ask("inspect", "-f", "{{.Id}} {{.State.Status}}", "lab"), f"{before} running")
    check.equal("nothing is left beside it", bed.engine.names(), ["lab"])
    done = bed.act("recreate", environment, "GOOD=1", "lab", seconds=120)
    now = bed.engine.inspect("lab") or {}
    check("one whose health check is good takes the name", done.returncode == 0 and "GOOD=1" in now["Config"]["Env"], done)
    check("its health check is kept", now["Config"].get("Healthcheck", {}).get("Test") == ["CMD-SHELL", "test -z $BAD"], now["Config"])
    check.equal("and was waited for", now["State"]["Health"]["Status"], "healthy")


@part(("near", "podman", "more"), "recreate")
def recreate_in_networks(bed, check):
    environment = bed.option("recreate", "--env", "-e")
    for number, name in enumerate(("one", "two")):
        bed.engine.ask("network", "create", "--subnet", f"10.89.{110 + number}.0/24", name)
    try:
        bed.running("lab", "--network", "one", "--network-alias", "train", "--network-alias", "lab.one", "--hostname", "labhost")
        bed.engine.ask("network", "connect", "--alias", "data", "--ip", "10.89.111.77", "two", "lab")
        before = bed.engine.inspect("lab")
        done = bed.act("recreate", environment, "ADDED=2", "lab", seconds=120)
        now = bed.engine.inspect("lab") or {}
        check("recreate in two networks", done.returncode == 0 and now.get("Id") != before["Id"], done)
        networks = now["NetworkSettings"]["Networks"]
        check.equal("the new one is in both", sorted(networks), ["one", "two"])
        check("its aliases are kept", {"train", "lab.one"} <= set(networks["one"]["Aliases"] or [])
              and "data" in (networks["two"]["Aliases"] or []), networks)
        check("no short id of the old one is an alias", before["Id"][:12] not in str([n["Aliases"] for n in networks.values()]), networks)
        if bed.engine.name != "podman":  # 4.3 doesn't tell which address was asked for
            check.equal("so is the address that was asked for", networks["two"]["IPAddress"], "10.89.111.77")
        check.equal("and its host name", now["Config"]["Hostname"], "labhost")
        if bed.engine.name != "podman":
            seen = bed.engine.docker("run", "--rm", "--network", "two", "toy:1", "nslookup", "data", check=False)
            check("others find it by its alias", "10.89.111.77" in seen.stdout, seen)
    finally:
        bed.engine.clear()
        for name in ("one", "two"):
            bed.engine.docker("network", "rm", name, check=False)


@part(("near", "far", "podman", "more"), "recreate")
def recreate_of_what_can_change_alive(bed, check):
    restart = bed.option("recreate", "--restart")
    bed.running("lab")
    before = bed.engine.ask("inspect", "-f", "{{.Id}} {{.State.StartedAt}}", "lab")
    done = bed.act("recreate", restart, "unless-stopped", "lab", seconds=120)
    after = bed.engine.inspect("lab") or {}
    check("a restart policy is changed", done.returncode == 0 and after["HostConfig"]["RestartPolicy"]["Name"] == "unless-stopped", done)
    if bed.engine.name == "podman":  # 4.3 can't change it in a container that exists
        done = bed.act("recreate", bed.option("recreate", "--env", "-e"), "ADDED=2", "lab", seconds=120)
        after = bed.engine.inspect("lab") or {}
        check("and kept when it is made anew", done.returncode == 0 and "ADDED=2" in after["Config"]["Env"]
              and after["HostConfig"]["RestartPolicy"]["Name"] == "unless-stopped", (done, after))
        return
    check.equal("without ending anything", bed.engine.ask("inspect", "-f", "{{.Id}} {{.State.StartedAt}}", "lab"), before)
    done = bed.act("recreate", bed.option("recreate", "--memory", "-m"), "256m", "lab", seconds=120)
    after = bed.engine.inspect("lab")
    check("so is a memory limit", done.returncode == 0 and after["HostConfig"]["Memory"] == 256 << 20
          and f"{after['Id']} {after['State']['StartedAt']}" == before, done)
    check.equal("and nothing is beside it", bed.engine.names(), ["lab"])


@part("near", "recreate")
def recreate_rolled_back(bed, check):
    publish = bed.option("recreate", "--port", "--publish", "-p")
    bed.running("lab", "-p", "127.0.0.1::80")
    before = bed.engine.ask("inspect", "-f", "{{.Id}}", "lab")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = bed.act("recreate", publish, f"127.0.0.1:{taken.getsockname()[1]}:8000", "lab", seconds=120)
    check.refused("a port that is taken", done)
    check.equal("leaves the container as it was", bed.engine.ask("inspect", "-f", "{{.Id}} {{.State.Status}}", "lab"), f"{before} running")
    check.equal("and nothing beside it", bed.engine.names(), ["lab"])
    check.equal("its restart policy too", bed.engine.inspect("lab")["HostConfig"]["RestartPolicy"]["Name"], "no")


@part("faults", "recreate")
def recreate_cut(bed, check):
    environment = bed.option("recreate", "--env", "-e")
    for after in (2000, 6000, 12000, 20000):
        before, relay = made(bed), bed.relay()
        relay.close_after = after
        done = bed.act("recreate", environment, "ADDED=2", "lab", seconds=120, DOCKER_HOST=relay.address)
        relay.clear()
        if done.returncode != 0:
            bed.act("recreate", bed.option("recreate", "--resume"), seconds=120)
        now = bed.engine.inspect("lab") or {}
        whole = now.get("Id") == before or "ADDED=2" in now.get("Config", {}).get("Env", [])
        check(f"connections cut behind {after} bytes: whole or as before, and running", whole and now["State"]["Running"], (done, bed.engine.names()))
        bed.engine.clear()


# What is asked for on the way, by a part of the request's first line.
STEPS = ("/containers/create", "/stop", "/commit", "/update", "name=lab.old-", "rename?name=lab ", "/start", "POST", "DELETE")


def whole_or_as_before(bed, before):
    """Empty, or what is wrong."""
    now, names = bed.engine.inspect("lab") or {}, bed.engine.names()
    if not now.get("State", {}).get("Running"):
        return f"lab doesn't run: {names}"
    if now["HostConfig"]["RestartPolicy"]["Name"] != "unless-stopped":
        return "it has lost its restart policy"
    if bed.engine.docker("exec", "lab", "cat", "/work/state", check=False).stdout != "mine\n":
        return "it has lost its own files"
    if now["Id"] == before:
        images = bed.engine.ask("images", "-q", "kept-lab")
        return "" if names == ["lab"] and not images else f"something is left: {names} {images}"
    changed = "ADDED=2" in now["Config"]["Env"]
    kept = len(names) == 2 and names[1].startswith("lab.old-")
    return "" if changed and kept else f"neither whole nor as before: {names}"


@part("faults", "recreate")
def recreate_failing_at_each_step(bed, check):
    environment = bed.option("recreate", "--env", "-e")
    for step in STEPS:
        for way in ("refused", "unheard"):
            bed.running("lab", "--restart", "unless-stopped", "-e", "KEEP=1", command=(
                "sh", "-c", "[ -e /work/state ] || echo mine >/work/state; exec sleep 600"))
            wait_for(lambda: bed.engine.docker("exec", "lab", "cat", "/work/state", check=False).stdout == "mine\n",
                     "the container's file")
            before, relay = bed.engine.ask("inspect", "-f", "{{.Id}}", "lab"), bed.relay()
            if way == "refused":
                relay.status = (500, "no", step)
            else:
                relay.deaf = step
            done = bed.act("recreate", environment, "ADDED=2", "lab", seconds=120, DOCKER_HOST=relay.address)
            relay.clear()
            wrong = ""
            if done.returncode != 0 and "--resume" not in done.stderr:
                wrong = whole_or_as_before(bed, before) and "says that all is as before: " + whole_or_as_before(bed, before)
            resumed = bed.dockwright("recreate", "--resume", seconds=120)
            wrong = wrong or whole_or_as_before(bed, before) or ("" if resumed.returncode == 0 else "resume fails")
            if way == "refused" and done.returncode != 2:
                wrong = wrong or "it says nothing of the failure"
            check(f"{step.strip()} {way}: whole or as before", not wrong, f"{wrong}; {done}; {resumed}")
            bed.engine.clear()
            for image in set(bed.engine.ask("images", "-q", "kept-lab").split()):
                bed.engine.docker("rmi", "-f", image, check=False)

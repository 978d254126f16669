"""dockwright ps: what runs, with which GPUs."""
import tempfile

from check import part


def containers(bed, gpus=True):
    """train (all GPUs), tune (the last), web (none) run; later was never started. Ids by name."""
    with_gpus = (lambda *options: options) if gpus else (lambda *options: ())
    bed.running("train", *with_gpus("--gpus", "all"))
    last = len(bed.engine.gpus.uuids()) - 1 if gpus else 0
    bed.running("tune", *with_gpus("--gpus", f'"device={last}"'))
    bed.running("web")
    bed.engine.docker("create", "--name", "later", "--network", "none", "toy:1", "sleep", "600")
    return {name: bed.engine.ask("inspect", "-f", "{{.Id}}", name) for name in ("train", "tune", "web", "later")}


@part("near", "ps")
def ps_lists(bed, check):
    ids = containers(bed)
    listed = bed.json("ps", "--all")
    check.equal("ps --all lists GPU containers first, then those that run, with what they were given",
                [(c["name"], c["gpu"], c["gpus"], c["state"]) for c in listed],
                [("train", "yes", "all GPUs", "running"), ("tune", "yes", "GPU 1", "running"),
                 ("web", "no", "", "running"), ("later", "no", "", "created")])
    check.equal("ps alone lists those that run, as docker ps", sorted(c["name"] for c in bed.json("ps")),
                sorted(bed.engine.ask("ps", "--format", "{{.Names}}").split()))
    check.equal("ps gives whole ids", [c["id"] for c in listed], list(ids.values()))
    table = bed.dockwright("ps", "--gpu")
    check("ps --gpu shows only those", "train" in table.stdout and "web" not in table.stdout, table)
    over_tcp = bed.json("ps", "--all", DOCKER_HOST=bed.tcp)
    check.equal("ps over plain TCP says the same", [c["id"] for c in over_tcp], [c["id"] for c in listed])
    by_option = bed.json("ps", "--all", "--host", bed.engine.address, DOCKER_HOST="unix:///nowhere.sock")
    check.equal("--host is heeded before DOCKER_HOST", len(by_option), 4)
    bed.engine.docker("pause", "web")
    check.equal("a paused container is called so", {c["name"]: c["state"] for c in bed.json("ps")}["web"], "paused")
    bed.engine.docker("unpause", "web")


@part("near", "ps")
def ps_of_none(bed, check):
    done = bed.dockwright("ps")
    check("ps of no containers says so, and is no failure", done.returncode == 0 and "no containers run" in done.stderr and "ps --all" in done.stderr, done)
    check.equal("and is an empty list in JSON", bed.json("ps"), [])


@part("near", "ps")
def ps_refused(bed, check):
    check.refused("a version that the engine refuses", bed.dockwright("ps", DOCKER_API_VERSION="1.99"), "too new")
    check.refused("a context that isn't there", bed.dockwright("ps", DOCKER_HOST="", DOCKER_CONTEXT="lab"),
                  "no docker context 'lab'")
    check.refused("a socket that isn't there", bed.dockwright("ps", DOCKER_HOST=f"unix://{bed.folder}/none.sock"),
                  "there is no such socket")


@part("near", "ps")
def ps_of_many(bed, check):
    ids = [bed.engine.ask("create", "--name", f"many-{i:03}", "--network", "none", "toy:1", "true") for i in range(200)]
    check.equal("ps lists two hundred containers, each once", sorted(c["id"] for c in bed.json("ps", "--all")), sorted(ids))


@part("tls", "ps")
def ps_over_tls(bed, check):
    ids = containers(bed, gpus=False)
    check.equal("ps over TLS lists what docker lists", sorted(c["id"] for c in bed.json("ps", "--all")), sorted(ids.values()))
    check.refused("a client without a certificate is refused with a sentence",
                  bed.dockwright("ps", DOCKER_CERT_PATH=str(bed.folder)), "certificate")


@part("far", "ps")
def ps_over_ssh(bed, check):
    ids = containers(bed)
    for address in ("ssh://far", "ssh://far-behind"):
        listed = bed.json("ps", "--all", DOCKER_HOST=address)
        check.equal(f"ps over {address} lists what docker lists there", sorted(c["id"] for c in listed), sorted(ids.values()))
        check.equal("with their GPUs", {c["name"]: c["gpu"] for c in listed}["train"], "yes")


@part("far", "ps")
def ps_ssh_refused(bed, check):
    far = bed.far
    check.refused("a host name that isn't known", bed.dockwright("ps", DOCKER_HOST="ssh://nowhere.invalid"), "nowhere")
    far.trust(far.jump)
    # A connection that is shared already was checked when it was made: these have none.
    # (A socket's path is short.)
    alone = tempfile.mkdtemp(prefix="dw", dir="/tmp")
    check.refused("a host key that nobody accepted is not accepted silently",
                  bed.dockwright("ps", at=far.engine, seconds=40, XDG_RUNTIME_DIR=alone), "fingerprint")
    check.equal("and is not written down", len((far.home / ".ssh/known_hosts").read_text().splitlines()), 1)
    (far.home / ".ssh/known_hosts").write_text(far.jump.known() + far.gate.known().split()[0] + " " +
                                                " ".join(far.jump.known().split()[1:]) + "\n")
    check.refused("a changed host key is called that",
                  bed.dockwright("ps", at=far.engine, seconds=40, XDG_RUNTIME_DIR=alone), "key")
    far.trust()
    far.gate.refusing = True
    far.gate.cut()
    check.refused("a machine that hangs up", bed.dockwright("ps", at=far.engine, seconds=40), "far")
    far.gate.refusing = False
    check.equal("and it is found again afterwards", bed.json("ps"), [])
    far.gate.cut()
    far.gate.silent = True
    check.refused("a machine that takes the connection and says nothing is waited for only so long",
                  bed.dockwright("ps", at=far.engine, seconds=100), "far")
    far.gate.clear()


@part(("near", "far"), "ps")
def ps_with_load(bed, check):
    bed.option("ps", "--all-hosts")  # since then it tells of loads
    bed.running("train", "--gpus", "all")
    bed.engine.gpus.claim_of(bed.engine, "train", gpu=0, memory=5003, busy=77)
    seen = str(bed.json("ps"))
    check("ps tells how much GPU memory a container holds", "5003" in seen or str(5003 << 20) in seen, seen)
    check("and how busy its GPU is", "77" in seen, seen)
    pid = int(bed.engine.ask("inspect", "-f", "{{.State.Pid}}", "train"))
    check.equal("and by which process, as the machine counts", [m["pid"] for c in bed.json("ps") for m in c["gpuMemory"]], [pid])
    bed.engine.gpus.mode("mismatch")
    done = bed.dockwright("ps")
    check("GPUs that don't answer are told, and hide no container",
          done.returncode == 0 and "train" in done.stdout and "mismatch" in done.stderr, done)


@part(("near", "far"), "ps")
def ps_says_whose(bed, check):
    bed.running("labelled", "--label", "dockwright.owner=eve@elsewhere")
    bed.running("composed", "--label", "com.docker.compose.project.working_dir=/home/bob/project")
    bed.running("nobodys")
    seen = {c["name"]: (c["owner"], c["mine"]) for c in bed.json("ps")}
    check.equal("ps tells whose a container is", seen,
                {"labelled": ("eve@elsewhere", "no"), "composed": ("bob", "no"), "nobodys": ("unknown", "unknown")})


@part("near", "ps")
def ps_of_all_hosts(bed, check):
    bed.running("web")
    folder = bed.folder / "all-hosts/dockwright"
    folder.mkdir(parents=True, exist_ok=True)
    relay = bed.relay()
    relay.frozen = True
    (folder / "machines.yaml").write_text(
        f"machines:\n  - name: good\n    host: unix://{bed.engine.socket}\n"
        f"  - name: gone\n    host: unix://{bed.folder}/none.sock\n"
        f"  - name: frozen\n    host: {relay.address}\n")
    home = {"XDG_CONFIG_HOME": str(folder.parent)}
    listed = {e["name"]: e for e in bed.json("ps", "--all-hosts", "--timeout", 3, seconds=30, **home)}
    check.equal("ps --all-hosts lists what answers", [c["name"] for c in listed["good"]["containers"]], ["web"])
    check.equal("and says of each other why not", [listed[n].get("problem", {}).get("kind") for n in ("gone", "frozen")],
                ["engine-not-there", "engine-timed-out"])
    done = bed.dockwright("ps", "--all-hosts", "--timeout", 3, seconds=30, **home)
    check("as text too", done.returncode == 0 and "web" in done.stdout and "no such socket" in done.stdout, done)


@part("podman", "ps")
def ps_podman(bed, check):
    ids = containers(bed, gpus=False)
    check.equal("ps lists what podman has", sorted(c["id"] for c in bed.json("ps", "--all")), sorted(ids.values()))


@part("faults", "ps")
def ps_faults(bed, check):
    bed.running("web")
    relay = bed.relay()
    relay.latency = 0.2
    check.equal("ps over a slow line is whole", [c["name"] for c in bed.json("ps", DOCKER_HOST=relay.address)], ["web"])
    relay.clear()
    whole = relay.passed
    bed.dockwright("ps", DOCKER_HOST=relay.address)
    whole = relay.passed - whole
    for at in sorted({0, 1, 17, 100, 300, whole // 2, whole - 200, whole - 1}):
        relay.close_after = at
        done = bed.dockwright("ps", DOCKER_HOST=relay.address)
        good = done.returncode == 2 and not done.stdout and done.stderr
        check(f"an answer cut behind {at} bytes of a connection is told, not shown as if it were whole",
              good or "web" in done.stdout, done)
    relay.clear()
    relay.status = (500, "the disk is gone", "/containers/json")
    check.refused("what an engine says of its failure is passed on", bed.dockwright("ps", DOCKER_HOST=relay.address),
                  "the disk is gone")
    relay.clear()
    relay.frozen = True
    check.refused("an engine that doesn't answer is waited for only so long",
                  bed.dockwright("ps", DOCKER_HOST=relay.address, seconds=90), "")
    relay.frozen = False


@part("faults", "ps")
def ps_killed_engine(bed, check):
    a = bed.engine
    a.kill()
    check.refused("an engine that was killed", bed.dockwright("ps"), "isn't running")
    a.start()
    check.equal("and one that is back", bed.json("ps"), [])


@part("more", "ps")
def ps_more(bed, check):
    bed.running("web")
    check.equal("ps lists what docker lists", sorted(c["id"] for c in bed.json("ps", "--all")),
                sorted(bed.engine.ask("ps", "-aq", "--no-trunc").split()))

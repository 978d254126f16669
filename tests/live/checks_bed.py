"""That the bed is what it says: else the other checks would judge by a crooked rule."""
import json
import subprocess

from check import part
from processes import ran


@part("near")
def simulated_gpus(bed, check):
    a = bed.engines["a"]
    names = ran("nvidia-smi", "--query-gpu=index,name,memory.total", "--format=csv,noheader,nounits").splitlines()
    check.equal("the machine has two GPUs", names, [f"{i}, NVIDIA GeForce RTX 3090, 24576" for i in (0, 1)])
    inside = a.docker("run", "--rm", "--network", "none", "--gpus", '"device=1"', "toy:1", "sh", "-c",
                      "nvidia-smi -L; nvidia-smi --query-gpu=index,uuid --format=csv,noheader; ls /dev").stdout
    uuid = a.gpus.uuids()[1]
    check("a container sees the GPU that it was given, as its first",
          f"GPU 0: NVIDIA GeForce RTX 3090 (UUID: {uuid})\n0, {uuid}\n" in inside and "nvidia1\n" in inside
          and "nvidia0\n" not in inside, inside)
    check("a GPU that isn't there is refused as NVIDIA's toolkit does",
          "nvidia-container-cli: device error: 7: unknown device" in
          a.docker("run", "--rm", "--gpus", '"device=7"', "toy:1", "true", check=False).stderr)
    bed.running("busy", "--gpus", "all")
    pid = a.gpus.claim_of(a, "busy", gpu=1, memory=4000, busy=60)
    seen = ran("nvidia-smi", "--query-compute-apps=gpu_uuid,pid,used_memory", "--format=csv,noheader").strip()
    check.equal("nvidia-smi lists a container's process by its number on the machine", seen, f"{uuid}, {pid}, 4000 MiB")
    a.docker("kill", "busy")
    check.equal("and no longer when it has ended", ran("nvidia-smi", "--query-compute-apps=pid", "--format=csv,noheader"), "")
    a.gpus.mode("mismatch")
    done = subprocess.run(["nvidia-smi"], capture_output=True, text=True)
    check("a broken driver is one", (done.returncode, "mismatch" in done.stdout) == (18, True), done)


@part("tls")
def certificates(bed, check):
    engine = bed.engine
    tls = ["--tlsverify"] + [f"--tls{'cacert' if n == 'ca' else n}={bed.certificates}/{n}.pem" for n in ("ca", "cert", "key")]
    over = subprocess.run(["docker", "-H", engine.address, *tls, "version", "--format", "{{.Server.Version}}"],
                          capture_output=True, text=True)
    check.equal("docker reaches the engine over TLS", over.stdout.strip(), engine.ask("version", "--format", "{{.Server.Version}}"))
    check("--gpus is refused there", "could not select device driver" in
          engine.docker("run", "--rm", "--gpus", "all", "toy:1", check=False).stderr)


@part("far")
def another_machine(bed, check):
    for alias in ("far", "far-behind"):
        done = subprocess.run(["ssh", "-o", "BatchMode=yes", alias, "hostname; nvidia-smi -L; docker info -f '{{.Name}}'"],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=30)
        check(f"ssh {alias} runs there", done.stdout.startswith("far\nGPU 0: NVIDIA H100") and
              done.stdout.endswith("far\n"), done)
    bed.running("web", "-p", "127.0.0.1:8000:8888", image="notebook:1", command=())
    fetch = ["wget", "-q", "-O", "-", "http://127.0.0.1:8000/"]
    check("a port published there answers there", "toy notebook" in ran(*bed.far.inside, "sh", "-c",
          "for i in 1 2 3 4 5 6 7 8; do busybox wget -q -O - http://127.0.0.1:8000/ && break; sleep 0.1; done"))
    check("and not here", subprocess.run(["busybox", *fetch], capture_output=True).returncode != 0)


@part("podman")
def podman_answers(bed, check):
    kinds = json.loads(bed.engine.ask("version", "--format", "{{json .Server.Components}}"))
    check("the engine is podman", any(k["Name"] == "Podman Engine" for k in kinds), kinds)


@part("registry")
def pull_and_push(bed, check):
    a, name = bed.engine, f"{bed.registry.address}/lab/toy:1"
    a.docker("tag", "toy:1", name)
    a.docker("push", name)
    check.equal("what docker pushes is there", bed.registry.tags("lab/toy"), ["1"])
    id_before = a.ask("image", "inspect", "-f", "{{.Id}}", name)
    a.docker("rmi", name, "toy:1", check=False)
    a.docker("pull", name)
    check.equal("what docker pulls is the same", a.ask("image", "inspect", "-f", "{{.Id}}", name), id_before)
    a.docker("tag", name, "toy:1")
    bed.registry.login = ("ada", "secret")
    check("a login is asked for", "no basic auth" in a.docker("pull", name, check=False).stderr)
    bed.registry.login, bed.registry.too_many = None, True
    check("too many are refused", "toomanyrequests" in a.docker("pull", name, check=False).stderr)


@part("faults")
def relays(bed, check):
    a, relay = bed.engine, bed.relay()
    def version():
        return subprocess.run(["docker", "-H", relay.address, "ps"], capture_output=True, text=True, timeout=20)
    check("a relay passes on", version().returncode == 0, version())
    relay.status = (503, "busy", "/containers/json")
    check("or answers by itself", "busy" in version().stderr, version())
    relay.clear()
    relay.close_after = 300
    check("or breaks off", version().returncode != 0, version())
    relay.clear()
    relay.refusing = True
    check("or refuses", version().returncode != 0, version())
    a.pause()
    try:
        subprocess.run(["docker", "-H", f"unix://{a.socket}", "ps"], capture_output=True, timeout=1)
        check("a paused engine is silent", False)
    except subprocess.TimeoutExpired:
        check("a paused engine is silent", True)
    a.resume()
    bed.running("left")
    a.kill()
    check("a killed engine is gone", not a.answers())
    a.start()
    check.equal("and knows its containers when it is back", a.names(), ["left"])

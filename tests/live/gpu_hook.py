"""The hook that an engine runs before a container's program: gives it the simulated GPUs that it asked for.

    gpu_hook.py STATE prestart        the container's state stands on standard input, as OCI says

Its complaints read as those of NVIDIA's own (nvidia-container-cli), since clients go by their words.
"""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import nvidia_smi  # noqa: E402

COMPLAINTS = {
    "absent": "initialization error: load library failed: libnvidia-ml.so.1: cannot open shared object file: "
              "no such file or directory: unknown",
    "unloaded": "initialization error: nvml error: driver not loaded: unknown",
    "mismatch": "initialization error: nvml error: driver/library version mismatch: unknown",
    "lost": "detection error: nvml error: gpu is lost: unknown",
}

# nvidia-smi as the container has it: chooses among the files of its view.
INSIDE = r"""#!/run/gpus/busybox sh
b=/run/gpus/busybox v=/run/gpus query= form= id= show=table
if [ -s $v/broken ]; then $b cat $v/broken; exit 255; fi
while [ $# -gt 0 ]; do
  case $1 in
  --query-gpu=*) query=${1#*=} show=csv ;;
  --query-compute-apps=*) show=nothing ;;
  --format=*) form=${1#*=} ;;
  -L|--list-gpus) show=list ;;
  -x|--xml-format) show=xml ;;
  -i) shift; id=$1 ;;
  --id=*) id=${1#*=} ;;
  esac
  shift
done
case $show in
nothing) exit 0 ;;
csv) $b cat $v/fields.${id:-*} | $b awk -F'\t' -v q="$query" -v form="$form" '
  function row(  i, n, a, line) {
    n = split(q, a, ",")
    for (i = 1; i <= n; i++) { gsub(/ /, "", a[i]); line = line (i > 1 ? ", " : "") value[a[i]] (unit[a[i]] != "" && form !~ /nounits/ ? " " unit[a[i]] : "") }
    print line
  }
  $1 == "timestamp" && seen++ { row() }
  { value[$1] = $2; unit[$1] = $3 }
  NR == 1 && form !~ /noheader/ { print q }
  END { row() }' ;;
*) $b cat $v/$show ;;
esac
"""

# In the container's mounts, before it turns to its own root: the machine's folders can still be seen.
GIVE = r"""set -e
root=$1 view=$2; shift 2
mkdir -p "$root/run/gpus" "$root/usr/bin"
mount --bind "$view" "$root/run/gpus"
[ -e "$root/usr/bin/nvidia-smi" ] || : >"$root/usr/bin/nvidia-smi"
mount --bind "$view/nvidia-smi" "$root/usr/bin/nvidia-smi"
node() { [ -e "$root/dev/$1" ] || mknod -m 666 "$root/dev/$1" c "$2" "$3" || :; }
node nvidiactl 195 255; node nvidia-uvm 510 0; node nvidia-uvm-tools 510 1
for number; do node "nvidia$number" 195 "$number"; done
"""


def complain(text):
    sys.stderr.write(f"nvidia-container-cli: {text}\n")
    sys.exit(1)


def indices(state, wanted):
    everyone = [gpu["index"] for gpu in state["gpus"]]
    if wanted in ("all", "none"):
        return everyone if wanted == "all" else []
    out = []
    for word in wanted.split(","):
        found = [g["index"] for g in state["gpus"] if word in (str(g["index"]), g["uuid"])]
        if not found:
            complain(f"device error: {word}: unknown device: unknown")
        out += [i for i in found if i not in out]
    return sorted(out)


def main(path):
    container = json.load(sys.stdin)
    with open(container["bundle"] + "/config.json") as file:
        bundle = json.load(file)
    variables = dict(v.split("=", 1) for v in bundle["process"].get("env", []) if "=" in v)
    wanted = variables.get("NVIDIA_VISIBLE_DEVICES", "void")
    if wanted in ("", "void"):
        return
    state = json.loads(pathlib.Path(path).read_text())
    if state["mode"] in COMPLAINTS:
        complain(COMPLAINTS[state["mode"]])
    given = indices(state, wanted)
    view = pathlib.Path(path).parent / "containers" / container["id"]
    view.mkdir(parents=True, exist_ok=True)
    nvidia_smi.view(path, view, given)
    (view / "broken").write_text(nvidia_smi.FAILURES["inside"][1] + "\n" if state["mode"] == "inside" else "")
    (view / "nvidia-smi").write_text(INSIDE)
    (view / "nvidia-smi").chmod(0o755)
    subprocess.run(["cp", "/bin/busybox", view / "busybox"], check=True)
    root = os.path.join(container["bundle"], bundle["root"]["path"])
    done = subprocess.run(["nsenter", "-t", str(container["pid"]), "-m", "--", "/bin/sh", "-c", GIVE, "sh", root,
                           str(view), *map(str, given)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        complain("mount error: " + done.stderr.strip())


if __name__ == "__main__" and sys.argv[2:3] == ["prestart"]:
    main(sys.argv[1])

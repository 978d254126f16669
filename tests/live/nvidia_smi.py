"""A simulated nvidia-smi: the forms that clients ask for, printed from a state file (see gpus.py).

    nvidia_smi.py STATE [nvidia-smi's arguments]
    nvidia_smi.py STATE --simulated-view FOLDER INDEX,…     what a container with these GPUs sees, as files
"""
import json
import pathlib
import sys
import time

FAILURES = {
    "unloaded": (9, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that "
                    "the latest NVIDIA driver is installed and running.\n"),
    "mismatch": (18, "Failed to initialize NVML: Driver/library version mismatch"),
    "lost": (15, "Unable to determine the device handle for GPU0000:21:00.0: GPU is lost.  Reboot the system to "
                 "recover this GPU"),
    "inside": (255, "Failed to initialize NVML: Unknown Error"),
}


def started(pid):
    try:
        with open(f"/proc/{pid}/stat") as figures:
            return figures.read().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


def load(path):
    state = json.loads(pathlib.Path(path).read_text())
    state["claims"] = [c for c in state["claims"] if c["start"] is not None and started(c["pid"]) == c["start"]]
    for gpu in state["gpus"]:
        mine = [c for c in state["claims"] if c["gpu"] == gpu["index"]]
        busy = min(100, sum(c["busy"] for c in mine))
        used = 1 + sum(c["memory"] for c in mine)
        gpu.update(memory_used=used, memory_free=gpu["memory_total"] - gpu["memory_reserved"] - used, busy=busy,
                   temperature=34 + busy // 2, power=round(21 + gpu["power_limit"] * busy / 110, 2),
                   pstate="P2" if busy else "P8")
    return state


def fields(state, gpu):
    """What --query-gpu knows: value and unit by name, None as value where the GPU has none."""
    mib = {f"memory.{part}": (gpu[f"memory_{part}"], "MiB") for part in ("total", "reserved", "used", "free")}
    return {
        "timestamp": (time.strftime("%Y/%m/%d %H:%M:%S.000"), ""), "driver_version": (state["driver"], ""),
        "count": (len(state["gpus"]), ""), "index": (gpu["index"], ""), "name": (gpu["name"], ""),
        "gpu_name": (gpu["name"], ""), "uuid": (gpu["uuid"], ""), "gpu_uuid": (gpu["uuid"], ""),
        "pci.bus_id": (gpu["bus"], ""), "gpu_bus_id": (gpu["bus"], ""), "serial": (None, ""),
        "compute_cap": (gpu["compute_cap"], ""), "compute_mode": ("Default", ""), "pstate": (gpu["pstate"], ""),
        "persistence_mode": ("Disabled", ""), "mig.mode.current": (None, ""), "mig.mode.pending": (None, ""),
        "display_active": ("Disabled", ""), "ecc.mode.current": (None, ""),
        "fan.speed": (gpu["fan"], "%"), **mib, "utilization.gpu": (gpu["busy"], "%"),
        "utilization.memory": (gpu["busy"] // 2, "%"), "temperature.gpu": (gpu["temperature"], ""),
        "power.draw": (f"{gpu['power']:.2f}", "W"), "power.limit": (f"{gpu['power_limit']:.2f}", "W"),
        "enforced.power.limit": (f"{gpu['power_limit']:.2f}", "W"),
        "clocks.sm": (1860 if gpu["busy"] else 210, "MHz"), "clocks.mem": (9501 if gpu["busy"] else 405, "MHz"),
    }


def process_fields(state, claim):
    gpu = next(g for g in state["gpus"] if g["index"] == claim["gpu"])
    return {"timestamp": (time.strftime("%Y/%m/%d %H:%M:%S.000"), ""), "gpu_name": (gpu["name"], ""),
            "gpu_bus_id": (gpu["bus"], ""), "gpu_uuid": (gpu["uuid"], ""), "gpu_serial": (None, ""),
            "pid": (claim["pid"], ""), "process_name": (claim["name"], ""), "name": (claim["name"], ""),
            "used_memory": (claim["memory"], "MiB"), "used_gpu_memory": (claim["memory"], "MiB")}


def csv(wanted, rows, known, form):
    """Lines of comma-separated values; (exit code, text)."""
    names = [name.strip() for name in wanted.split(",")]
    for name in names:
        if name not in known:
            return 2, f'Field "{name}" is not a valid field to query.\n\n'
    bare = "nounits" in form
    lines = [] if "noheader" in form else [
        ", ".join(name + (f" [{known[name][1]}]" if known[name][1] and not bare else "") for name in names)]
    for row in rows:
        cells = ["[N/A]" if row[n][0] is None else f"{row[n][0]}" + (f" {row[n][1]}" if row[n][1] and not bare else "")
                 for n in names]
        lines.append(", ".join(cells))
    return 0, "".join(line + "\n" for line in lines)


def table(state):
    w = 77
    out = [time.strftime("%a %b %d %H:%M:%S %Y"), "+" + "-" * w + "+",
           f"| NVIDIA-SMI {state['driver']:<22}Driver Version: {state['driver']:<13}CUDA Version: {state['cuda']:<9}|",
           "|-------------------------------+----------------------+----------------------+"]
    for g in state["gpus"]:
        fan = "N/A" if g["fan"] is None else f"{g['fan']}%"
        out += [f"|{g['index']:4}  {g['name'][:19]:<19}  Off  | {g['bus']} Off |                  N/A |",
                f"|{fan:>4}{g['temperature']:4}C{g['pstate']:>6}{g['power']:7.0f}W /{g['power_limit']:4}W |"
                f"{g['memory_used']:7}MiB /{g['memory_total']:6}MiB |{g['busy']:7}%      Default |",
                "+-------------------------------+----------------------+----------------------+"]
    out += ["", "+" + "-" * w + "+", f"| Processes:{'':<{w - 11}}|", "|" + "=" * w + "|"]
    for c in state["claims"]:
        out.append(f"|{c['gpu']:5}   N/A  N/A{c['pid']:10}      C   {c['name']:<34}{c['memory']:6}MiB |")
    if not state["claims"]:
        out.append(f"|  No running processes found{'':<{w - 28}}|")
    return "\n".join([*out, "+" + "-" * w + "+"]) + "\n"


def element(name, content, depth):
    tab = "\t" * depth
    if isinstance(content, list):
        return f"{tab}<{name}>\n" + "".join(element(*child, depth + 1) for child in content) + f"{tab}</{name}>\n"
    text = str("N/A" if content is None else content).replace("&", "&amp;").replace("<", "&lt;")
    return f"{tab}<{name}>{text}</{name}>\n"


def xml(state):
    out = ('<?xml version="1.0" ?>\n<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">\n<nvidia_smi_log>\n'
           + element("timestamp", time.strftime("%a %b %d %H:%M:%S %Y"), 1)
           + element("driver_version", state["driver"], 1) + element("cuda_version", state["cuda"], 1)
           + element("attached_gpus", len(state["gpus"]), 1))
    for g in state["gpus"]:
        mib = [(part, f"{g['memory_' + part]} MiB") for part in ("total", "reserved", "used", "free")]
        running = [("process_info", [("gpu_instance_id", None), ("compute_instance_id", None), ("pid", c["pid"]),
                                     ("type", "C"), ("process_name", c["name"]),
                                     ("used_memory", f"{c['memory']} MiB")])
                   for c in state["claims"] if c["gpu"] == g["index"]]
        parts = [("product_name", g["name"]), ("product_brand", g["brand"]), ("product_architecture", g["arch"]),
                 ("persistence_mode", "Disabled"), ("mig_mode", [("current_mig", None), ("pending_mig", None)]),
                 ("uuid", g["uuid"]), ("minor_number", g["index"]),
                 ("pci", [("pci_bus", g["bus"][9:11]), ("pci_bus_id", g["bus"])]),
                 ("fan_speed", None if g["fan"] is None else f"{g['fan']} %"), ("performance_state", g["pstate"]),
                 ("fb_memory_usage", mib), ("compute_mode", "Default"),
                 ("utilization", [("gpu_util", f"{g['busy']} %"), ("memory_util", f"{g['busy'] // 2} %")]),
                 ("temperature", [("gpu_temp", f"{g['temperature']} C")]),
                 ("gpu_power_readings", [("power_draw", f"{g['power']:.2f} W"),
                                         ("current_power_limit", f"{g['power_limit']:.2f} W")]),
                 ("processes", running)]
        out += f'\t<gpu id="{g["bus"]}">\n' + "".join(element(*part, 2) for part in parts) + "\t</gpu>\n\n"
    return out + "</nvidia_smi_log>\n"


def listing(state):
    return "".join(f"GPU {g['index']}: {g['name']} (UUID: {g['uuid']})\n" for g in state["gpus"])


def chosen(state, ids):
    """-i: by index, UUID or bus."""
    wanted = ids.split(",")
    state["gpus"] = [g for g in state["gpus"] if {str(g["index"]), g["uuid"], g["bus"]} & set(wanted)]
    kept = {g["index"] for g in state["gpus"]}
    state["claims"] = [c for c in state["claims"] if c["gpu"] in kept]
    return state


def answer(path, options):
    state = load(path)
    if state["mode"] in FAILURES and state["mode"] != "inside":
        code, text = FAILURES[state["mode"]]
        return code, text + "\n"
    if "-i" in options:
        state = chosen(state, options["-i"])
        if not state["gpus"]:
            return 6, "No devices were found\n"
    form = options.get("--format", "")
    if "--query-gpu" in options:
        rows = [fields(state, gpu) for gpu in state["gpus"]]
        return csv(options["--query-gpu"], rows, rows[0], form)
    if "--query-compute-apps" in options:
        rows = [process_fields(state, claim) for claim in state["claims"]]
        known = process_fields(state, {"gpu": state["gpus"][0]["index"], "pid": 0, "name": "", "memory": 0})
        return csv(options["--query-compute-apps"], rows, known, form)
    if "-L" in options:
        return 0, listing(state)
    if "-q" in options and "-x" in options:
        return 0, xml(state)
    if "--version" in options:
        return 0, f"NVIDIA-SMI version  : {state['driver']}\nDRIVER version      : {state['driver']}\n" \
                  f"CUDA Version        : {state['cuda']}\n"
    return (0, table(state)) if not set(options) - {"-l", "-lms"} else (2, "Invalid combination of input arguments.\n")


LONG = {"--list-gpus": "-L", "--query": "-q", "--xml-format": "-x", "--id": "-i", "--loop": "-l", "--loop-ms": "-lms"}


def read_options(arguments):
    """Both ways of the real one: `--id=0`, `-i 0`."""
    options, rest = {}, list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        name = LONG.get(name, name)
        if not equals and name in ("-i", "-l", "-lms", "-f") and rest:
            value = rest.pop(0)
        options[name] = value
    return options


def view(path, folder, indices):
    """Files for a container: its GPUs numbered from 0, and no processes, as it would see them."""
    state = load(path)
    state["gpus"] = [next(g for g in state["gpus"] if g["index"] == i) for i in indices]
    state["claims"] = []
    for number, gpu in enumerate(state["gpus"]):
        gpu["index"] = number
        text = "".join(f"{name}\t{'[N/A]' if value is None else value}\t{unit}\n"
                       for name, (value, unit) in fields(state, gpu).items())
        (folder / f"fields.{number}").write_text(text)
    (folder / "list").write_text(listing(state))
    (folder / "xml").write_text(xml(state))
    (folder / "table").write_text(table(state))


def main(path, arguments):
    if arguments[:1] == ["--simulated-view"]:
        view(path, pathlib.Path(arguments[1]), [int(i) for i in arguments[2].split(",") if i])
        return 0
    options = read_options(arguments)
    pause = float(options.get("-l") or 0) or float(options.get("-lms") or 0) / 1000
    while True:
        code, text = answer(path, options)
        sys.stdout.write(text)
        sys.stdout.flush()
        if not pause or code:
            return code
        time.sleep(pause)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except BrokenPipeError:
        sys.exit(1)

"""Simulated NVIDIA GPUs of one machine: an nvidia-smi, device nodes, the driver's files, and the hook that gives
a container the GPUs that it asked for. No driver and no CUDA are there: what answers is written down in `state`.

With an executable called nvidia-container-runtime-hook on its PATH, dockerd accepts `--gpus`, passes what was
asked for as NVIDIA_VISIBLE_DEVICES, and runs the hook before the container's program starts.
"""
import json
import os
import pathlib
import sys
import uuid

from processes import ran

HERE = pathlib.Path(__file__).resolve().parent

MODELS = {
    "3090": {"name": "NVIDIA GeForce RTX 3090", "compute_cap": "8.6", "memory_total": 24576, "memory_reserved": 316,
             "power_limit": 350, "brand": "GeForce", "arch": "Ampere", "fan": 30},
    "h100": {"name": "NVIDIA H100 80GB HBM3", "compute_cap": "9.0", "memory_total": 81559, "memory_reserved": 469,
             "power_limit": 700, "brand": "NVIDIA", "arch": "Hopper", "fan": None},
}


class Gpus:
    def __init__(self, folder, models, driver, cuda):
        self.folder, self.state = folder, folder / "state.json"
        self.programs = folder / "bin"
        self.programs.mkdir(parents=True)
        (folder / "driver/nvidia").mkdir(parents=True)
        (folder / "driver/nvidia/version").write_text(
            f"NVRM version: NVIDIA UNIX x86_64 Kernel Module  {driver}  Wed Sep 27 22:00:00 UTC 2023\n"
            "GCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n")
        cards = []
        for index, model in enumerate(models):
            bus = f"00000000:{0x21 + 0x20 * index:02X}:00.0"
            place = folder / "driver/nvidia/gpus" / bus[4:].lower()
            place.mkdir(parents=True)
            number = uuid.uuid5(uuid.NAMESPACE_DNS, f"{folder}-{index}")
            (place / "information").write_text(
                f"Model: \t\t {MODELS[model]['name']}\nGPU UUID: \t GPU-{number}\nBus Location: \t {bus[4:].lower()}\n"
                f"Device Minor: \t {index}\n")
            cards.append({**MODELS[model], "index": index, "uuid": f"GPU-{number}", "bus": bus})
        self.write({"mode": "ok", "driver": driver, "cuda": cuda, "gpus": cards, "claims": []})
        self.program("nvidia-smi", "nvidia_smi.py")
        self.program("nvidia-container-runtime-hook", "gpu_hook.py")

    def program(self, name, script):
        path = self.programs / name
        path.write_text(f'#!/bin/sh\nexec {sys.executable} -IB {HERE}/{script} {self.state} "$@"\n')
        path.chmod(0o755)

    def read(self):
        return json.loads(self.state.read_text())

    def write(self, state):
        beside = self.state.with_suffix(".new")
        beside.write_text(json.dumps(state, indent=1))
        beside.rename(self.state)

    def uuids(self):
        return [gpu["uuid"] for gpu in self.read()["gpus"]]

    def mode(self, mode):
        """ok; absent (no nvidia-smi); unloaded, mismatch, lost (nvidia-smi fails); inside (only in containers)."""
        self.write({**self.read(), "mode": mode})
        away = self.programs / ".nvidia-smi"
        there = self.programs / "nvidia-smi"
        if mode == "absent" and there.exists():
            there.rename(away)
        elif mode != "absent" and away.exists():
            away.rename(there)

    def claim(self, pid, gpu=0, memory=1000, busy=50, name="python"):
        """The process holds that many MiB of that GPU's memory, and uses it, until it ends."""
        state = self.read()
        state["claims"].append({"pid": pid, "start": started(pid), "gpu": gpu, "memory": memory, "busy": busy,
                                "name": name})
        self.write(state)

    def claim_of(self, engine, container, **more):
        """The same for a container's first process; answers its number on the machine."""
        pid = int(engine.ask("inspect", "-f", "{{.State.Pid}}", container))
        self.claim(pid, **more)
        return pid

    def idle(self):
        self.write({**self.read(), "claims": []})


def started(pid):
    """When the process began, as the kernel counts, or None; with the number it names one process for ever."""
    try:
        with open(f"/proc/{pid}/stat") as figures:
            return figures.read().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


def furnish_machine(gpus):
    """Run in the machine's own mounts: the nodes and files that NVIDIA's driver would make."""
    if os.path.isdir("/proc/driver"):
        ran("mount", "--bind", gpus.folder / "driver", "/proc/driver")
    devices = gpus.folder / "devices"
    own = pathlib.Path("/proc/devices").read_text()
    devices.write_text(own.replace("Block devices:", "195 nvidia-frontend\n510 nvidia-uvm\n\nBlock devices:", 1))
    ran("mount", "--bind", devices, "/proc/devices")

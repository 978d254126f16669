"""How fast it is beside docker's own client, in one run: `tests/live/run PROGRAM GROUP measures`, as ./run bench does.

No checks: figures that are printed. Each pair is called in turn, so that what else the machine does hits both.
"""
import os
import statistics
import subprocess
import time

from check import part

CONTAINERS = 200
PAIRS = 21


def seconds(command, environment):
    began = time.perf_counter()
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=120, check=True)
    return time.perf_counter() - began


def beside(what, ours, theirs, environment, pairs=PAIRS):
    """Medians of both, and of the ratios of the pairs; the first call of each apart, since it makes connections."""
    times = [(seconds(ours, environment), seconds(theirs, environment)) for _ in range(pairs + 1)]
    first, rest = times[0], times[1:]
    mine, other = (statistics.median(column) for column in zip(*rest))
    ratio = statistics.median(o / m for m, o in rest)
    print(f"{what}: dockwright {mine * 1000:.1f} ms, docker {other * 1000:.1f} ms, {ratio:.2f} times as fast "
          f"(medians of {pairs}; first calls {first[0] * 1000:.0f} and {first[1] * 1000:.0f} ms)", flush=True)


def created(engine):
    for i in range(CONTAINERS):
        engine.docker("create", "--name", f"idle-{i:03}", "--network", "none", "toy:1", "true")


def ps(bed, where):
    environment = bed.environment()
    created(bed.engine)
    beside(f"ps --all over {where}, {CONTAINERS} containers", [bed.program, "ps", "--all"], ["docker", "ps", "--all"],
           environment)
    beside(f"ps over {where}, none of {CONTAINERS} running", [bed.program, "ps"], ["docker", "ps"], environment)


@part("near", "ps")
def ps_near(bed, check):
    ps(bed, "a Unix socket")


@part("far", "ps")
def ps_far(bed, check):
    """docker as its users have it: an ssh for each connection, as the person's configuration says nothing of sharing."""
    ps(bed, "SSH")


@part("near", "logs")
def logs_near(bed, check):
    bed.running("flood", command=("sh", "-c", "yes 0123456789012345678901234567890123456789 | head -n 500000"))
    bed.engine.docker("wait", "flood")
    size = len(bed.engine.ask("logs", "flood"))
    beside(f"logs of {size >> 20} MiB", [bed.program, "logs", "flood"], ["docker", "logs", "flood"],
           bed.environment(), pairs=7)


@part("near")
def start(bed, check):
    environment = {"PATH": os.environ["PATH"]}
    times = [seconds([bed.program, "--version"], environment) for _ in range(PAIRS)]
    print(f"start and end: {statistics.median(times) * 1000:.1f} ms (median of {PAIRS})", flush=True)

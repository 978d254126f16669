"""dockwright top: a live view on a terminal."""
import pathlib

from check import part
from processes import wait_for


@part(("near", "far"), "top")
def top(bed, check):
    bed.running("train", "--gpus", "all")
    bed.engine.gpus.claim_of(bed.engine, "train", gpu=0, memory=5000, busy=77)
    view = bed.terminal("top", rows=40, columns=140)
    check("top shows the containers", view.wait_for("train"), view.shown)
    view.seen = 0
    check("and how busy the GPU is", view.wait_for("77", 20), view.shown)
    view.press("q")
    check.equal("q leaves it", view.end(10), 0)
    entered, left = view.shown.count("\x1b[?1049h"), view.shown.count("\x1b[?1049l")
    check("and the terminal is as before", entered == left and view.shown.count("\x1b[?25l") <= view.shown.count("\x1b[?25h"), view.shown)
    view = bed.terminal("top")
    view.wait_for("train")
    view.press("\x03")
    view.end(10)
    check("Ctrl-C as well", view.shown.count("\x1b[?1049h") == view.shown.count("\x1b[?1049l"), view.shown)


@part("near", "top")
def top_off_a_terminal(bed, check):
    done = bed.dockwright("top", seconds=30)
    check("top off a terminal ends by itself", done.returncode in (0, 2), done)


def loops():
    """Every nvidia-smi that goes on by itself, here and on the far machine (whose processes are seen from here)."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "-lms" in words and "ssh" not in pathlib.Path(words[0]).name:
            found.append(words)
    return found


@part(("near", "far"), "top")
def top_for_programs(bed, check):
    bed.running("train", "--gpus", "all")
    pid = bed.engine.gpus.claim_of(bed.engine, "train", gpu=0, memory=5000, busy=77)
    bed.running("busy", command=("sh", "-c", "while :; do :; done"))
    lines = bed.lines("top", "--rounds", 3, "--interval", 1, seconds=40)
    check.equal("top --json prints one object a round", [line["round"] for line in lines], [1, 2, 3])
    last = lines[-1]["engines"][0]
    seen = {c["name"]: c for c in last["containers"]}
    check("with each GPU's load", last["gpus"][0]["utilization"] == 77 and last["gpus"][0]["name"], str(last))
    check.equal("with who holds its memory", [(m["pid"], m["memory"]) for m in seen["train"]["gpuMemory"]], [(pid, 5000 << 20)])
    check("with how much a container computes", seen["busy"]["cpu"] > 20 > seen["train"]["cpu"], str(last))
    check("no nvidia-smi is left behind", wait_for(lambda: not loops(), "the end of nvidia-smi", 5), str(loops()))
    plain = bed.dockwright("top", "--plain", "--rounds", 1)
    check("top --plain is a table without sequences for the terminal",
          plain.returncode == 0 and "train" in plain.stdout and "\x1b" not in plain.stdout, plain)


@part("near", "top")
def top_changes_size(bed, check):
    bed.running("train")
    view = bed.terminal("top", rows=40, columns=140)
    check("top shows the containers", view.wait_for("train"), view.shown)
    view.seen = len(view.shown)
    view.resize(3, 40)
    check("a smaller terminal is drawn at once", view.wait_for("more lines", 2), view.shown[-2000:])
    view.press("q")
    check.equal("and q still leaves", view.end(10), 0)


@part("near", "top")
def top_of_an_engine_that_restarts(bed, check):
    bed.running("train")
    view = bed.terminal("top", "--interval", "0.5", rows=40, columns=140)
    check("top shows the containers", view.wait_for("train"), view.shown)
    bed.engine.kill()
    view.seen = len(view.shown)
    check("an engine that is gone is told", view.wait_for("isn't running", 20), view.shown[-2000:])
    bed.engine.start()
    bed.running("again")
    check("and is seen again when it is back", view.wait_for("again", 30), view.shown[-2000:])
    view.press("q")
    check.equal("q leaves it", view.end(10), 0)

"""dockwright completion: what bash is told of the containers of an engine."""
import os
import subprocess

from check import EVERYWHERE, part

ASK = """source <(dockwright completion bash)
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_dockwright
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(bed, *words, **changes):
    environment = bed.environment(**changes)
    environment["PATH"] = f"{os.path.dirname(os.path.abspath(bed.program))}:{environment['PATH']}"
    done = subprocess.run(["bash", "-c", ASK, "bash", *words], capture_output=True, text=True, timeout=30, env=environment)
    return done.stdout.split()


@part(EVERYWHERE, "completion", "logs")
def completion_of_containers(bed, check):
    bed.running("train-1")
    bed.engine.ask("create", "--name", "train-2", "--network", "none", "toy:1", "true")
    check("bash completes the names of containers, also of those that have ended",
          {"train-1", "train-2"} <= set(completed(bed, "dockwright", "logs", "")), completed(bed, "dockwright", "logs", ""))
    check.equal("those that begin as what is typed", completed(bed, "dockwright", "rm", "train-2"), ["train-2"])
    if not bed.engine.environment:
        away = {"DOCKER_HOST": "unix:///nowhere.sock"}
        check.equal("none where no engine answers", completed(bed, "dockwright", "logs", "", **away), [])
        seen = completed(bed, "dockwright", "logs", "--host", bed.engine.address, "train-1", **away)
        check.equal("those of the machine that is named before them", seen, ["train-1"])

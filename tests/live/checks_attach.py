"""dockwright attach: a shell in a GPU container."""
import json

from check import part
from checks_ps import containers


@part("near", "attach")
def attach_ways(bed, check):
    ids = containers(bed)
    host = bed.engine.address
    ways = bed.json("attach", ids["train"][:5])
    check.equal("attach resolves the beginning of an id and gives program and arguments",
                ways["arguments"][:5], ["--host", host, "exec", "-it", ids["train"]])
    uri = json.loads(bytes.fromhex(ways["authority"].partition("+")[2]))
    check.equal("attach names container and engine for the editor", (uri, ways["path"]),
                ({"containerName": "/train", "settings": {"host": host}}, "/work"))
    check.refused("attach off a terminal names the choices", bed.dockwright("attach"),
                  "several GPU containers run (train, tune)")
    check.refused("attach to a container that isn't there", bed.dockwright("attach", "nope"), "no container 'nope'")
    check.refused("attach to one that doesn't run", bed.dockwright("attach", "later"),
                  "container 'later' isn't running: it is created")


@part("near", "attach")
def attach_shell(bed, check):
    containers(bed)
    shell = bed.terminal("attach", "train")
    shell.wait_for("# ")
    shell.press("echo $((40+2)) $PWD\n")
    check("attach opens a shell in the container", shell.wait_for("42 /work"), shell.shown)
    shell.press("until stty size | grep -q '^33 '; do sleep 0.1; done; echo $((40+3)); exit 7\n")
    for columns in (70, 71) * 20:  # more than once: docker's client misses what happens while it starts
        shell.resize(33, columns)
        if shell.wait_for("43", 0.5):
            break
    check("which follows the terminal's size", "43" in shell.shown, shell.shown)
    check.equal("and attach ends as it does", shell.end(), 7)


@part("near", "attach")
def attach_picker(bed, check):
    containers(bed)
    shell = bed.terminal("attach")
    check("attach asks which of several", shell.wait_for("Which one (1-2)?"), shell.shown)
    shell.press("2\n")
    shell.wait_for("# ")
    shell.press("hostname; exit\n")
    host = bed.engine.ask("inspect", "-f", "{{.Config.Hostname}}", "tune")
    check("and opens the chosen one", shell.wait_for(host), shell.shown)
    shell.end()


def shell_in(bed, check, where):
    containers(bed, gpus=bed.engine.gpus is not None)
    bed.json("attach", "web")
    shell = bed.terminal("attach", "web")
    shell.wait_for("# ")
    shell.press("echo $((40+2)) $PWD; exit 5\n")
    check(f"attach opens a shell {where}", shell.wait_for("42 /work"), shell.shown)
    check.equal("and ends as it does", shell.end(), 5)


@part("tls", "attach")
def attach_over_tls(bed, check):
    shell_in(bed, check, "over TLS")


@part("far", "attach")
def attach_over_ssh(bed, check):
    shell_in(bed, check, "over SSH")


@part("podman", "attach")
def attach_podman(bed, check):
    shell_in(bed, check, "in podman's container")

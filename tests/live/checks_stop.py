"""dockwright stop, start, restart: a container's life."""
from check import EVERYWHERE, part


def state(bed, name):
    return bed.engine.ask("inspect", "-f", "{{.State.Status}}", name)


@part(EVERYWHERE, "stop", "start")
def stop_and_start(bed, check):
    bed.running("web")
    done = bed.act("stop", "web")
    check("stop stops it", done.returncode == 0 and state(bed, "web") == "exited", done)
    done = bed.act("stop", "web")
    check("stop of one that has stopped is no failure", done.returncode == 0, done)
    done = bed.act("start", "web")
    check("start starts it", done.returncode == 0 and state(bed, "web") == "running", done)
    check.refused("stop of what isn't there", bed.act("stop", "nope"), "nope")
    check.refused("start of what isn't there", bed.act("start", "nope"), "nope")


@part(EVERYWHERE, "restart")
def restart(bed, check):
    bed.running("web")
    before = bed.engine.ask("inspect", "-f", "{{.State.StartedAt}}", "web")
    done = bed.act("restart", "web")
    after = bed.engine.ask("inspect", "-f", "{{.State.StartedAt}}", "web")
    check("restart starts it anew", done.returncode == 0 and before != after and state(bed, "web") == "running", done)


@part("near", "stop")
def stop_deletes(bed, check):
    bed.running("brief", "--rm")
    done = bed.dockwright("stop", "brief")
    gone = "brief" not in bed.engine.names()
    check("stop of a container that goes when it stops says so", "delete" in done.stdout + done.stderr
          or "remove" in done.stdout + done.stderr, done)
    check("and doesn't do so unasked off a terminal", not gone or done.returncode == 0, done)
    if not gone:
        done = bed.act("stop", "brief")
        check("but with consent", done.returncode == 0 and "brief" not in bed.engine.names(), done)


@part("near", "start")
def start_that_fails(bed, check):
    bed.engine.docker("create", "--name", "broken", "--network", "none", "toy:1", "/no/such/program")
    check.refused("start of what can't start says why", bed.act("start", "broken"), "/no/such/program")
    check.equal("and leaves it there", bed.engine.names(), ["broken"])

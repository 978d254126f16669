"""dockwright events: what happens on an engine."""
import json
import signal
import threading
import time

from check import EVERYWHERE, part
from processes import wait_for


class Watch:
    """`dockwright events` left running, its lines kept."""

    def __init__(self, bed, *options, **more):
        self.process = bed.begin("events", "--format", "json", *options, **more)
        self.lines = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def seen(self, action):
        return [line["name"] for line in self.lines if line["type"] == "container" and line["action"] == action]

    def end(self):
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=30)
        self.reader.join(10)
        self.process.stdout.close()
        with self.process.stderr as errors:
            return code, errors.read()


def watching(bed, *options, **more):
    """One that is known to be heard: it is asked from before a container that it then tells of."""
    watch = Watch(bed, *options, **more)
    names = (f"beacon-{i}" for i in range(1000))

    def heard():
        if not watch.seen("create"):
            bed.engine.docker("create", "--name", next(names), "--network", "none", "toy:1", "true")
            time.sleep(0.1)
        return bool(watch.seen("create"))
    wait_for(heard, "the first event", 30)
    return watch


@part(EVERYWHERE, "events")
def events_as_they_happen(bed, check):
    watch = watching(bed)
    bed.engine.docker("run", "--name", "short", "--network", "none", "toy:1", "sh", "-c", "exit 3", check=False)
    bed.engine.docker("rm", "short")
    gone = "remove" if bed.engine.name == "podman" else "destroy"
    wait_for(lambda: "short" in watch.seen(gone), "the end of the container", 20)
    died = [line for line in watch.lines if line["name"] == "short" and line["action"] in ("die", "died")]
    check("a container's life is told: create, start, die, and that it is gone",
          all("short" in watch.seen(action) for action in ("create", "start", gone)) and len(died) == 1, watch.lines)
    code = {**died[0]["attributes"]}.get("exitCode", died[0]["attributes"].get("containerExitCode"))
    check.equal("with its exit code", code, "3")
    done, errors = watch.end()
    check("Ctrl-C ends it", done == 130 and not errors, f"{done} {errors!r}")


@part("near", "events")
def events_as_asked(bed, check):
    bed.engine.docker("create", "--name", "before", "--network", "none", "toy:1", "true")
    past = Watch(bed, "--since", "10m", "--filter", "type=container", "--filter", "event=create")
    wait_for(lambda: "before" in past.seen("create"), "an event of the past")
    check("only what was asked for comes", {line["action"] for line in past.lines} == {"create"}, past.lines)
    past.end()
    check.refused("what is no filter", bed.dockwright("events", "--filter", "train"), "train", "KEY=VALUE")
    check.refused("what is no time", bed.dockwright("events", "--since", "yesterday"), "yesterday")
    text = bed.begin("events", "--since", "10m", "--filter", "container=before")
    line = text.stdout.readline()
    check("and a person reads a line for each", "container create" in line and "image=toy:1" in line, line)
    text.send_signal(signal.SIGINT)
    text.communicate(timeout=20)


@part(("faults", "podman"), "events")
def events_over_lost_connections(bed, check):
    relay = bed.relay()
    watch = watching(bed, "--filter", "type=container", "--filter", "event=create", DOCKER_HOST=relay.address)
    made = []
    for i in range(60):
        name = f"made-{i:02}"
        bed.engine.docker("create", "--name", name, "--network", "none", "toy:1", "true")
        made.append(name)
        if i % 6 == 5:
            relay.cut()
    wait_for(lambda: made[-1] in watch.seen("create"), "the last event", 30)
    seen = [name for name in watch.seen("create") if name.startswith("made-")]
    check.equal("no event is lost and none comes twice over ten lost connections, in their order", seen, made)
    check("it goes on meanwhile", watch.process.poll() is None)
    watch.end()


@part("faults", "events")
def events_over_a_restart(bed, check):
    watch = watching(bed, "--filter", "event=create")
    bed.engine.restart()
    wait_for(lambda: watch.process.poll() is not None or bed.engine.answers(), "the engine")
    number = iter(range(1000))

    def heard():
        bed.engine.docker("create", "--name", f"after-{next(number)}", "--network", "none", "toy:1", "true")
        time.sleep(0.1)
        return any(name.startswith("after-") for name in watch.seen("create"))
    wait_for(heard, "events of the engine that was started anew", 30)
    done, errors = watch.end()
    check("over the engine's restart it says that events may be missing, since no engine remembers them",
          done == 130 and "may be missing" in errors, f"{done} {errors!r}")
    bed.engine.kill()
    gone = bed.dockwright("events")
    check("no engine from the start is a sentence", gone.returncode == 2 and gone.stderr, gone)
    bed.engine.start()

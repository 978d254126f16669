"""Ten minutes of all at once, with an engine that falters: `tests/live/run PROGRAM registry soak`.

200 containers are listed again and again, 50 followers of logs (half over a line that breaks), one of events and
a live view go on, images are pulled, while the engine is paused, the line is cut and slow. Nothing may hang, no
line or event may be lost or come twice, and no process may grow.
"""
import os
import signal
import threading
import time

import checks_events
import checks_pull
from check import part
from processes import memory_of, opened_by

CONTAINERS = 200
FOLLOWERS = 50
SECONDS = int(os.environ.get("DOCKWRIGHT_SOAK_SECONDS", "600"))
GROWTH = 4 << 20  # bytes, from a minute after the beginning on


class Follower:
    """`logs --follow` of a container that counts: every number must come once, in order."""

    def __init__(self, bed, host=None):
        changes = {"DOCKER_HOST": host} if host else {}
        self.process = bed.begin("logs", "--follow", "talk", ASAN_OPTIONS="quarantine_size_mb=4", **changes)
        self.next, self.wrong = 0, []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            if line != f"line {self.next}\n" and len(self.wrong) < 5:
                self.wrong.append(f"{line.strip()} in place of line {self.next}")
            self.next += 1

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


def spoil(bed, relay, stop, told, failed):
    """What goes wrong meanwhile, one after the other. A call to the paused engine waits until it goes on."""
    turn = 0
    while not stop.wait(7):
        turn += 1
        told.append(turn)
        if turn % 4 == 0:
            bed.engine.pause()
            waiting = bed.begin("ps", "--all")
            stop.wait(4)
            early = waiting.poll()
            bed.engine.resume()
            errors = waiting.communicate(timeout=60)[1]
            if early is not None or waiting.returncode != 0:
                failed.append(("ps of a paused engine", early, waiting.returncode, errors[-300:]))
        elif turn % 4 == 2:
            relay.latency = 0.02
            stop.wait(3)
            relay.latency = 0
        else:
            relay.cut()


@part("registry", "logs", "events", "ps", "pull", "top")
def soak(bed, check):
    for i in range(CONTAINERS):
        bed.engine.docker("create", "--name", f"idle-{i:03}", "--network", "none", "toy:1", "true")
    name, identity = checks_pull.stocked(bed)
    bed.running("talk", command=("sh", "-c", "i=0; while :; do echo line $i; i=$((i+1)); sleep 0.05; done"))
    relay = bed.relay()
    followers = [Follower(bed, relay.address if i % 2 else None) for i in range(FOLLOWERS)]
    events = checks_events.watching(bed, "--filter", "event=create", DOCKER_HOST=relay.address,
                                    ASAN_OPTIONS="quarantine_size_mb=4")
    view = bed.begin("top", "--format", "json", "--interval", 2, DOCKER_HOST=relay.address)
    drain = threading.Thread(target=view.stdout.read, daemon=True)
    drain.start()
    long_lived = {"top": view.pid, "events": events.process.pid,
                  **{f"logs {i}": follower.process.pid for i, follower in enumerate(followers)}}
    stop, told, slowest, failed, made, rounds = threading.Event(), [], 0.0, [], [], 0
    thief = threading.Thread(target=spoil, args=(bed, relay, stop, told, failed))
    thief.start()
    began, first = time.monotonic(), None
    while time.monotonic() - began < SECONDS:
        rounds += 1
        for words, host in ((("ps", "--all"), None), (("ps", "--all"), relay.address), (("pull", name), None)):
            if words[0] == "pull":
                bed.engine.docker("rmi", name, check=False)
            at = time.monotonic()
            done = bed.dockwright(*words, seconds=90, **({"DOCKER_HOST": host} if host else {}))
            slowest = max(slowest, time.monotonic() - at)
            # Over the line that breaks a call may fail, with a sentence.
            if done.returncode != 0 and not (host and done.returncode == 2 and done.stderr):
                failed.append((words, done.returncode, done.stderr[-300:]))
        made.append(f"made-{rounds}")
        bed.engine.docker("create", "--name", made[-1], "--network", "none", "toy:1", "true", seconds=90)
        bed.engine.docker("rm", made[-1], seconds=90)
        if first is None and time.monotonic() - began > min(60, SECONDS / 5):
            first = {what: (memory_of(pid), opened_by(pid)) for what, pid in long_lived.items()}
    stop.set()
    thief.join()
    last = {what: (memory_of(pid), opened_by(pid)) for what, pid in long_lived.items()}
    grown = {what: last[what][0] - first[what][0] for what in long_lived}
    print(f"        {SECONDS} s: {rounds} rounds of ps, ps over the bad line, pull; {len(told)} faults; slowest call {slowest:.1f} s")
    print(f"        {sum(f.next for f in followers)} lines followed, {len(events.seen('create'))} events; resident memory of top "
          f"{last['top'][0] >> 10} KiB, events {last['events'][0] >> 10} KiB, logs {max(last[f'logs {i}'][0] for i in range(FOLLOWERS)) >> 10} KiB; "
          f"grown by at most {max(grown.values()) >> 10} KiB")
    check("no call takes longer than its time-out", slowest < 60, f"{slowest} s")
    check.equal("every call on the good line works, on the bad one it works or says why not", failed, [])
    check.equal("no line is lost or comes twice", [f.wrong for f in followers if f.wrong], [])
    check("and every follower is at the end", min(f.next for f in followers) > max(f.next for f in followers) - 400,
          f"{min(f.next for f in followers)} and {max(f.next for f in followers)} lines")
    check.equal("no event is lost or comes twice", [n for n in events.seen("create") if n.startswith("made-")], made)
    check("memory is flat", max(grown.values()) < GROWTH, str(grown))
    check("and no file is left open", all(last[what][1] <= first[what][1] + 2 for what in long_lived), f"{first} {last}")
    check.equal("Ctrl-C ends each", [f.end() for f in followers], [130] * FOLLOWERS)
    events.end()
    view.send_signal(signal.SIGINT)
    view.wait(timeout=30)

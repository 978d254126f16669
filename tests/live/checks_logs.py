"""dockwright logs: what a container has printed."""
import signal

from check import EVERYWHERE, part
from processes import wait_for

TALK = "i=0; while [ $i -lt %d ]; do echo line $i; echo error $i >&2; i=$((i+1)); done; sleep 600"


@part(EVERYWHERE, "logs")
def logs(bed, check):
    bed.running("talk", command=("sh", "-c", TALK % 300))
    wait_for(lambda: "error 299" in bed.engine.docker("logs", "talk").stderr, "the container's lines")
    wanted = bed.engine.docker("logs", "talk")
    done = bed.dockwright("logs", "talk")
    check("logs are docker's, each stream where it belongs",
          (done.returncode, done.stdout, done.stderr) == (0, wanted.stdout, wanted.stderr), done)
    check.refused("logs of what isn't there", bed.dockwright("logs", "nope"), "nope")
    tail = bed.option("logs", "--tail")
    bed.running("count", command=("sh", "-c", "seq 50; sleep 600"))
    wait_for(lambda: "50" in bed.engine.ask("logs", "count"), "the container's lines")
    check.equal("logs --tail shows the last", bed.dockwright("logs", tail, "2", "count").stdout, "49\n50\n")


@part("near", "logs")
def logs_of_bytes(bed, check):
    bed.running("bytes", command=("sh", "-c", r"printf 'a\303\244\000\377\033[31mred\nno newline'"))
    wait_for(lambda: "no newline" in bed.engine.docker("logs", "bytes").stdout, "the container's bytes")
    done = bed.dockwright("logs", "bytes")
    check.equal("logs passes any bytes on", done.stdout, bed.engine.docker("logs", "bytes").stdout)


@part(EVERYWHERE, "logs")
def logs_followed(bed, check):
    follow = bed.option("logs", "--follow", "-f")
    bed.running("slow", command=("sh", "-c", "for i in 1 2 3 4 5; do echo step $i; sleep 0.2; done"))
    done = bed.dockwright("logs", follow, "slow", seconds=30)
    check("logs --follow shows all and ends with the container", done.stdout == "".join(f"step {i}\n" for i in range(1, 6))
          and done.returncode == 0, done)


@part("faults", "logs")
def logs_of_many_followers(bed, check):
    follow = bed.option("logs", "--follow", "-f")
    bed.running("talk", command=("sh", "-c", "for i in $(seq 2000); do echo line $i; done; sleep 2"))
    relay = bed.relay()
    relay.latency = 0.005
    running = [bed.begin("logs", follow, "talk", DOCKER_HOST=relay.address) for _ in range(20)]
    outputs = [process.communicate(timeout=60)[0] for process in running]
    wanted = bed.engine.ask("logs", "talk") + "\n"
    check.equal("twenty that follow all see every line, in order", [out == wanted for out in outputs], [True] * 20)


COUNT = "i=0; while true; do i=$((i+1)); echo line $i; sleep 0.005; done"


def numbers(text):
    return [int(line.split()[1]) for line in text.splitlines()]


@part("faults", "logs")
def logs_over_an_engine_that_is_killed(bed, check):
    """Containers go on without their engine where it is told so, and restart with it where their policy says so."""
    follow, engine = bed.option("logs", "--follow", "-f"), bed.engine
    engine.options.append("--live-restore")
    engine.restart()
    try:
        bed.running("count", command=("sh", "-c", COUNT))
        watching = bed.begin("logs", follow, "count")
        seen = [watching.stdout.readline() for _ in range(50)]
        for _ in range(2):
            engine.kill()
            engine.start()
            begun = engine.ask("logs", "--tail", "1", "count").split()[1]
            while int(seen[-1].split()[1]) < int(begun) + 50:
                seen.append(watching.stdout.readline())
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=20)
        got = numbers("".join(seen))
        wanted = numbers(engine.ask("logs", "count"))[:len(got)]
        check("an engine that is killed and started again twice: no line is lost and none comes twice", got == wanted,
              [pair for pair in zip(got, wanted) if pair[0] != pair[1]][:5])
        check("the container went on meanwhile", len(got) == got[-1], (len(got), got[-1]))
    finally:
        engine.clear()
        engine.options.remove("--live-restore")
        engine.restart()


@part("faults", "logs")
def logs_of_what_starts_with_the_engine(bed, check):
    follow, engine = bed.option("logs", "--follow", "-f"), bed.engine
    bed.running("count", "--restart", "always", command=("sh", "-c", COUNT))
    watching = bed.begin("logs", follow, "count")
    seen = [watching.stdout.readline() for _ in range(50)]
    engine.kill()
    engine.start()
    wait_for(lambda: engine.inspect("count")["State"]["Running"], "the container's second start", 30)
    while len(seen) < 60 or not (numbers(seen[-1])[0] == 30 and numbers("".join(seen)).count(1) == 2):
        line = watching.stdout.readline()
        if not line:
            break
        seen.append(line)
    watching.send_signal(signal.SIGINT)
    _, errors = watching.communicate(timeout=20)
    got = numbers("".join(seen))
    wanted = numbers(engine.ask("logs", "count"))[:len(got)]
    check("a container that starts anew with its engine is followed on, and no line is lost or comes twice",
          got == wanted and got.count(1) == 2, (got[-5:], wanted[-5:], got.count(1), errors))


@part("faults", "logs")
def logs_interrupted(bed, check):
    follow = bed.option("logs", "--follow", "-f")
    bed.running("talk", command=("sh", "-c", "while true; do echo tick; sleep 0.05; done"))
    relay = bed.relay()
    watching = bed.begin("logs", follow, "talk", DOCKER_HOST=relay.address)
    watching.stdout.readline()
    watching.send_signal(signal.SIGINT)
    watching.communicate(timeout=20)
    check("Ctrl-C ends it", watching.returncode is not None)
    wait_for(lambda: not relay.open, "the connection to end", 10)
    check.equal("and leaves the container as it was", bed.engine.ask("inspect", "-f", "{{.State.Status}}", "talk"), "running")
    watching = bed.begin("logs", follow, "talk", DOCKER_HOST=relay.address)
    watching.stdout.readline()
    relay.refusing = True
    relay.cut()
    _, errors = watching.communicate(timeout=60)
    check("an engine that is gone for good ends it with a sentence", watching.returncode == 2 and errors, errors)

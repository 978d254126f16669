"""Many at once, and an engine that falters meanwhile."""
import signal
import time

from check import part
from processes import memory_of, opened_by, wait_for

FOLLOWERS = 50


@part("faults", "logs", "ps")
def many_followers_of_a_faltering_engine(bed, check):
    follow, engine = bed.option("logs", "--follow", "-f"), bed.engine
    for i in range(100):
        engine.docker("create", "--name", f"idle-{i:03}", "--network", "none", "toy:1", "true")
    bed.running("talk", command=("sh", "-c", "i=0; while [ ! -e /over ]; do i=$((i+1)); echo line $i; sleep 0.02; done"))
    watching = [bed.begin("logs", follow, "talk") for _ in range(FOLLOWERS)]
    begun = [process.stdout.readline() for process in watching]  # each follows now
    engine.pause()
    began = time.monotonic()
    done = bed.dockwright("ps", seconds=90)
    check("a command to an engine that has stopped answering ends within its time-out, with a sentence",
          done.returncode == 2 and done.stderr and time.monotonic() - began < 60, done)
    engine.resume()
    engine.docker("exec", "talk", "touch", "/over")
    outputs = [first + process.stdout.read() for first, process in zip(begun, watching)]
    for process in watching:
        process.communicate(timeout=60)
    wanted = engine.ask("logs", "talk") + "\n"
    check.equal(f"{FOLLOWERS} that follow lose no line", sum(out == wanted for out in outputs), FOLLOWERS)
    listed = bed.json("ps", "--all")
    check.equal("and all hundred and one are listed afterwards", len(listed), 101)


@part("faults", "logs")
def memory_stays_flat(bed, check):
    follow = bed.option("logs", "--follow", "-f")
    bed.running("flood", command=("sh", "-c", "sleep 1; yes 0123456789012345678901234567890123456789 | head -n 400000; sleep 5"))
    # A build with AddressSanitizer keeps what was freed for a while: of that only little.
    flood = bed.begin("logs", follow, "flood", ASAN_OPTIONS="quarantine_size_mb=4")
    for _ in range(100000):
        flood.stdout.readline()
    before, files = memory_of(flood.pid), opened_by(flood.pid)
    for _ in range(290000):
        flood.stdout.readline()
    check("memory stays flat while twelve megabytes of lines pass", memory_of(flood.pid) < before + (8 << 20),
          f"{before} bytes, then {memory_of(flood.pid)}")
    check.equal("and no file is left open", opened_by(flood.pid), files)
    flood.send_signal(signal.SIGINT)
    flood.communicate(timeout=30)


@part("registry", "pull")
def pull_cut_short(bed, check):
    import checks_pull
    name, identity = checks_pull.stocked(bed)
    for after in (0, 300, 700, 1500):
        relay = bed.relay()
        relay.close_after = after
        done = bed.dockwright("pull", name, DOCKER_HOST=relay.address)
        check(f"pull whose connections end behind {after} bytes is told as a failure, or is whole",
              (done.returncode == 2 and done.stderr) or checks_pull.have(bed.engine, name) == identity, done)
    done = bed.dockwright("pull", name)
    check("and works afterwards", done.returncode == 0 and checks_pull.have(bed.engine, name) == identity, done)
    bed.engine.docker("rmi", name)
    wait_for(lambda: checks_pull.have(bed.engine, name) is None, "the image to go")

"""dockwright doctor: what is wrong with a machine. No machine here has CUDA, so that check never is a good one."""
import signal

from check import part
from processes import wait_for


def said(bed, **more):
    done = bed.dockwright("doctor", seconds=120, **more)
    return done, done.stdout + done.stderr


@part("near", "doctor")
def doctor_near(bed, check):
    done, text = said(bed)
    check("doctor says what it found", "535.183.01" in text and "RTX 3090" in text, done)
    check("doctor names the engine", bed.engine.ask("version", "--format", "{{.Server.Version}}") in text, done)
    check("doctor is JSON on demand", "535.183.01" in str(bed.json("doctor", seconds=120)))
    check.equal("doctor leaves no container", bed.engine.names(), [])
    check("doctor changes no image", "toy:1" in bed.engine.ask("images", "--format", "{{.Repository}}:{{.Tag}}"))


def report(bed, *options, **more):
    machines = bed.json("doctor", *options, seconds=120, **more)
    assert len(machines) == 1, machines
    return machines[0]


def status(machine, check):
    return next((f["status"] for f in machine["findings"] if f["check"] == check), None)


@part("near", "doctor")
def doctor_tries_a_container(bed, check):
    machine = report(bed)
    check("doctor has run a container with both GPUs", "2 GPU" in str(machine["findings"]), machine["findings"])
    check.equal("CUDA was not tried, and that is a warning", status(machine, "gpu-container"), "warning")
    check.equal("so the proof is missing, and nothing fails", machine["status"], "unknown")
    check("doctor's sentence says what the container saw", "saw 2 GPU(s)" in machine["sentence"], machine["sentence"])
    machine = report(bed, "--no-container")
    check.equal("without a container that proof is unknown", status(machine, "gpu-container"), "unknown")
    bed.running("somebody", "--gpus", "all")
    bed.engine.gpus.mode("mismatch")
    repairs = [r for f in report(bed)["findings"] for r in f["repairs"] if r["disturbs"] != "nothing"]
    check("repairs that disturb name whom", repairs and all("somebody" in str(r["ends"]) for r in repairs), repairs)


@part("near", "doctor")
def doctor_that_is_interrupted(bed, check):
    relay = bed.relay()
    relay.latency = 0.3
    begun = bed.begin("doctor", DOCKER_HOST=relay.address)
    wait_for(lambda: any(name.startswith("dockwright-doctor-") for name in bed.engine.names()), "the trial", 30, 0.02)
    begun.send_signal(signal.SIGINT)
    errors = begun.communicate(timeout=60)[1]
    check("doctor that is interrupted fails", begun.returncode != 0, begun.returncode)
    left = bed.engine.names()
    check("doctor that is interrupted leaves no container", not left, (left, errors))


@part("podman", "doctor")
def doctor_of_podman(bed, check):
    machine = report(bed)
    check("doctor names podman", "Podman" in str(machine["findings"]), machine)
    check.equal("doctor leaves no container in podman", bed.engine.names(), [])


@part("near", "doctor")
def doctor_of_broken_drivers(bed, check):
    for mode, first in (("unloaded", "driver-answers"), ("mismatch", "driver-mismatch"), ("absent", "gpu-container"),
                        ("lost", "driver-answers"), ("inside", "gpu-container")):
        bed.engine.gpus.mode(mode)
        check.equal(f"doctor's first failure of a driver that is {mode}", report(bed)["first"], first)
    for mode, word in (("mismatch", "mismatch"), ("unloaded", "driver"), ("absent", "nvidia-smi"), ("lost", "lost")):
        bed.engine.gpus.mode(mode)
        done, text = said(bed)
        check(f"doctor finds a driver that is {mode}", done.returncode != 0 and word in text.lower(), done)
    bed.engine.gpus.mode("inside")
    done, text = said(bed)
    check("doctor finds GPUs that only containers have lost", done.returncode != 0, done)


@part("near", "doctor")
def doctor_through_the_engine_alone(bed, check):
    relay = bed.relay(listen=("127.0.0.1", 0))
    bed.engine.gpus.mode("mismatch")
    machine = report(bed, DOCKER_HOST=relay.address)
    check("the engine's long words are told with their cause", "version mismatch" in machine["sentence"], machine)


@part("tls", "doctor")
def doctor_without_gpus(bed, check):
    done, text = said(bed)
    check("doctor of a machine without GPU support", done.returncode != 0 and "GPU" in text, done)


@part("far", "doctor")
def doctor_far(bed, check):
    host = bed.option("doctor", "--host")
    done = bed.dockwright("doctor", host, "ssh://far", seconds=120)
    check("doctor of another machine reads that machine", "570.86.15" in done.stdout and "H100" in done.stdout, done)


@part("near", "doctor")
def doctor_of_a_dead_engine(bed, check):
    done, text = said(bed, DOCKER_HOST=f"unix://{bed.folder}/none.sock")
    check("doctor without an engine says that first", done.returncode != 0 and "none.sock" in text, done)

"""dockwright exec: a command in a container."""
import subprocess

from check import EVERYWHERE, part


@part(EVERYWHERE, "exec")
def exec_command(bed, check):
    bed.running("web")
    done = bed.dockwright("exec", "web", "--", "sh", "-c", "echo out; echo err >&2; exit 7")
    check("exec runs a command, with its streams and its exit code",
          (done.returncode, done.stdout, done.stderr) == (7, "out\n", "err\n"), done)
    done = bed.dockwright("exec", "web", "--", "echo", "$HOME; rm", "-x")
    check.equal("exec hands words over as they are, through no shell", done.stdout, "$HOME; rm -x\n")
    check.refused("exec where nothing is", bed.dockwright("exec", "nope", "--", "true"), "nope")
    bed.engine.docker("kill", "web")
    check.refused("exec where nothing runs", bed.dockwright("exec", "web", "--", "true"), "running")


@part(("near", "tls", "far"), "exec")
def exec_bytes(bed, check):
    bed.running("web")
    data = bytes(range(256)) * 4096
    done = subprocess.run([bed.program, "exec", "web", "--", "cat"], input=data, capture_output=True, timeout=60,
                          env=bed.environment())
    check("exec passes a megabyte of any bytes through, and the end of it", done.stdout == data or not done.stdout,
          f"{len(done.stdout)} bytes, {done.stderr[-500:]}")
    done = bed.dockwright("exec", "web", "--", "sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x", seconds=60)
    check.equal("and three back", len(done.stdout), 3000000)

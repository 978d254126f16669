"""dockwright commit: keeping what was installed."""
from check import EVERYWHERE, part


@part(EVERYWHERE, "commit")
def commit(bed, check):
    bed.running("work", command=("sh", "-c", "echo installed >/opt-thing; sleep 600"))
    done = bed.act("commit", "work", "kept:1")
    check("commit makes an image", done.returncode == 0 and bed.engine.inspect("kept:1", "image") is not None, done)
    inside = bed.engine.docker("run", "--rm", "--network", "none", "kept:1", "cat", "/opt-thing", check=False)
    check.equal("that has what was installed", inside.stdout, "installed\n")
    check.equal("the container runs on", bed.engine.ask("inspect", "-f", "{{.State.Status}}", "work"), "running")
    check.refused("commit of what isn't there", bed.act("commit", "nope", "kept:2"), "nope")
    bed.engine.docker("rmi", "-f", "kept:1", check=False)


@part("near", "commit")
def commit_warns(bed, check):
    bed.running("work", "-v", "/volume", "-e", "WANDB_API_KEY=0123456789012345678901234567890123456789",
                command=("sh", "-c", "echo a >/volume/a; sleep 600"))
    done = bed.dockwright("commit", "work", "kept:1")
    said = done.stdout + done.stderr
    check("commit warns of a secret in the environment, without showing it", "WANDB_API_KEY" in said and "0123456789" not in said, done)
    check("and says what volumes hold is left out", "/volume" in said, done)
    bed.engine.docker("rmi", "-f", "kept:1", check=False)

"""dockwright rm and rename."""
from check import EVERYWHERE, part


@part(EVERYWHERE, "rm")
def rm(bed, check):
    bed.running("web")
    done = bed.dockwright("rm", "web")
    check("rm of one that runs needs more than that", done.returncode != 0 and bed.engine.names() == ["web"], done)
    bed.engine.docker("kill", "web")
    done = bed.act("rm", "web")
    check("rm removes a stopped one", done.returncode == 0 and bed.engine.names() == [], done)
    check.refused("rm of what isn't there", bed.act("rm", "nope"), "nope")


@part("near", "rm")
def rm_keeps_volumes(bed, check):
    bed.running("web", "-v", "/data", command=("sh", "-c", "echo kept >/data/it; echo lost >/work/it; sleep 600"))
    volume = bed.engine.ask("inspect", "-f", "{{(index .Mounts 0).Name}}", "web")
    bed.engine.docker("kill", "web")
    done = bed.act("rm", "web")
    check("rm keeps volumes, also those without a name", done.returncode == 0 and volume in
          bed.engine.ask("volume", "ls", "-q"), done)
    bed.engine.docker("volume", "rm", volume, check=False)


@part(EVERYWHERE, "rename")
def rename(bed, check):
    bed.running("web")
    bed.engine.docker("create", "--name", "taken", "--network", "none", "toy:1")
    done = bed.act("rename", "web", "page")
    check("rename gives it another name while it runs", done.returncode == 0 and bed.engine.names() == ["page", "taken"], done)
    check.refused("rename to a name that is taken", bed.act("rename", "page", "taken"), "taken")
    check.refused("rename to what can't be a name", bed.act("rename", "page", "a/b"), "a/b")
    check.equal("and all is as before", bed.engine.names(), ["page", "taken"])

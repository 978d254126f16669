"""dockwright images and df: what is on the disk."""
from check import EVERYWHERE, part
import images


@part(EVERYWHERE, "images")
def images_listed(bed, check):
    seen = str(bed.json("images"))
    wanted = [name for name in bed.engine.ask("images", "--format", "{{.Repository}}:{{.Tag}}").split()
              if "<none>" not in name]
    check("images lists what docker lists", all(name.removeprefix("localhost/") in seen for name in wanted), seen)
    done = bed.dockwright("images")
    check("images is a table", "toy" in done.stdout and done.returncode == 0, done)


@part("near", "df")
def df(bed, check):
    images.build(bed.engine, "big:1", [3 << 20, 2 << 20])
    bed.running("holds", image="big:1", command=("sh", "-c", "head -c 1000000 /dev/zero >/work/result; sleep 600"))
    before = sorted(bed.engine.ask("images", "-q").split()), bed.engine.names()
    done = bed.dockwright("df")
    check("df tells of images and containers", done.returncode == 0 and "big:1" in done.stdout, done)
    check("df is JSON on demand", "big:1" in str(bed.json("df")))
    after = sorted(bed.engine.ask("images", "-q").split()), bed.engine.names()
    check.equal("df takes nothing away", after, before)
    bed.engine.docker("rm", "-f", "holds")
    bed.engine.docker("rmi", "big:1")


@part("near", "df")
def df_shares(bed, check):
    images.build(bed.engine, "one:1", [2 << 20])
    found = {name: image for image in bed.json("df")["images"] for name in image["names"]}
    check("df knows layers that images share", "toy:1" in found["one:1"]["sharesWith"], found["one:1"])
    size = int(bed.engine.ask("image", "inspect", "-f", "{{.Size}}", "one:1"))
    base = int(bed.engine.ask("image", "inspect", "-f", "{{.Size}}", "toy:1"))
    check.equal("and what an image has of its own", found["one:1"]["own"], size - base)
    check.equal("and what it shares", found["one:1"]["shared"], base)
    bed.engine.docker("rmi", "one:1")


@part("near", "df")
def df_prune(bed, check):
    engine = bed.engine
    images.build(engine, "mine:1", [1 << 20])
    engine.docker("run", "--network", "none", "--name", "done", "toy:1", "true")
    engine.docker("run", "--network", "none", "--name", "edited", "toy:1", "sh", "-c", "echo x >/work/x")
    engine.docker("run", "--network", "none", "--name", "train.old-1", "toy:1", "true")
    engine.docker("volume", "create", "kept")
    check.equal("df --prune without consent ends with 2", bed.dockwright("df", "--prune").returncode, 2)
    check("and removes nothing", {"done", "edited", "train.old-1"} <= set(engine.names()), engine.names())
    done = bed.act("df", "--prune")
    names = set(engine.names())
    check("df --prune removes a stopped container that changed nothing", done.returncode == 0 and "done" not in names, done)
    check("and no other", {"edited", "train.old-1"} <= names, names)
    check("and no image that no registry has", engine.inspect("mine:1", "image") is not None, done)
    check("and no volume", "kept" in engine.ask("volume", "ls", "-q").split(), done)
    check.refused("df --remove asks first", bed.dockwright("df", "--remove", "kept"), "kept", "--yes")
    check.refused("df --remove of what isn't there", bed.act("df", "--remove", "nothing:1"), "nothing:1")
    done = bed.act("df", "--remove", "kept", "edited", "mine:1", "train.old-1")
    gone = "kept" not in engine.ask("volume", "ls", "-q").split() and not {"edited", "train.old-1"} & set(engine.names())
    check("df --remove removes what was named", done.returncode == 0 and gone and not engine.inspect("mine:1", "image"), done)


@part("registry", "df")
def df_prune_of_pulled(bed, check):
    name = f"{bed.registry.address}/lab/pulled:1"
    images.build(bed.engine, name, [1 << 20])
    bed.engine.docker("push", "-q", name)
    bed.engine.docker("rmi", name)
    bed.engine.docker("pull", "-q", name)
    check("df offers an unused image that a registry has", name in bed.dockwright("df", "--json").stdout.split('"canGo"')[1])
    done = bed.act("df", "--prune")
    check("and --prune removes it", done.returncode == 0 and not bed.engine.inspect(name, "image"), done)


@part("podman", "df")
def df_podman(bed, check):
    done = bed.dockwright("df")
    check("df of podman", done.returncode == 0 and "toy" in done.stdout, done)

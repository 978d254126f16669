"""dockwright export and import: images for machines without network."""
import subprocess
import tarfile

from check import part
import images


@part(("near", "tls", "far", "podman"), "export", "import")
def export_and_import(bed, check):
    images.build(bed.engine, "carry:1", [1 << 20])
    identity = bed.engine.ask("image", "inspect", "-f", "{{.Id}}", "carry:1")
    file = bed.folder / "carry.tar"
    output = ["--output"] if "--output" in bed.help("export") else []
    done = bed.act("export", "carry:1", *output, file)
    check("export writes a file", done.returncode == 0 and file.exists() and tarfile.is_tarfile(file), done)
    bed.engine.docker("rmi", "carry:1")
    done = bed.act("import", file)
    check("import brings the same image back", done.returncode == 0
          and bed.engine.ask("image", "inspect", "-f", "{{.Id}}", "carry:1") == identity, done)
    before = file.read_bytes()
    done = bed.dockwright("export", "nothing:1", *output, file)
    check.refused("export of what isn't there", done, "nothing:1")
    check("and the file that was there is as it was", file.read_bytes() == before)
    file.write_bytes(before[:len(before) // 2])
    bed.engine.docker("rmi", "carry:1")
    check.refused("import of half a file", bed.act("import", file))
    check.refused("import of what isn't there", bed.act("import", bed.folder / "none.tar"), "none.tar")
    file.unlink()


@part("near", "export", "import")
def export_edges(bed, check):
    images.build(bed.engine, "carry:2", [1 << 20])
    file = bed.folder / "edge.tar"
    file.write_text("a letter")
    check.refused("export onto a file asks first", bed.dockwright("export", "carry:2", file), "edge.tar", "--yes")
    check.equal("and leaves it", file.read_text(), "a letter")
    check.refused("import of no archive", bed.dockwright("import", file), "edge.tar", "archive")
    done = bed.act("export", "carry:2", file)
    check("export with consent replaces it", done.returncode == 0 and tarfile.is_tarfile(file), done)
    check.equal("and leaves nothing beside it", [path.name for path in bed.folder.glob("edge.tar*")], ["edge.tar"])
    with open(bed.folder / "piped.tar", "wb") as piped:
        code = subprocess.run([bed.program, "export", "carry:2", "-"], stdout=piped, stderr=subprocess.PIPE,
                              timeout=60, env=bed.environment()).returncode
    check("export to a pipe is the archive", code == 0 and tarfile.is_tarfile(bed.folder / "piped.tar"))
    check.equal("import says the names", bed.json("import", file)["names"], ["carry:2"])
    bed.engine.docker("rmi", "carry:2")
    file.unlink()
    (bed.folder / "piped.tar").unlink()

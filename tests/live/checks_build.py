"""dockwright build: an image of a Dockerfile, by the engine's own builder; and run, which builds first."""
from check import EVERYWHERE, part


def project(bed, name, dockerfile, **files):
    folder = bed.folder / name
    folder.mkdir(exist_ok=True)
    (folder / "Dockerfile").write_text(dockerfile)
    for file, text in files.items():
        (folder / file.replace("_", ".", 1)).write_text(text)
    return folder


GOOD = """FROM toy:1
ARG WHO=nobody
COPY . /job
RUN echo "made for $WHO" > /who
CMD ["sleep", "600"]
"""


def forget(bed, *images):
    bed.engine.docker("rmi", "-f", *images, check=False)


@part(EVERYWHERE, "build")
def build_image(bed, check):
    folder = project(bed, "my job", GOOD, train_py="print()\n", data_csv="1\n")
    (folder / ".dockerignore").write_text("*.csv\n")
    done = bed.dockwright("build", folder, "--tag", "toy/built:2", "--build-arg", "WHO=ada", seconds=180)
    if not check("build makes an image of a Dockerfile", done.returncode == 0 and "toy/built:2" in done.stdout, done):
        return
    said = bed.engine.ask("run", "--rm", "--network", "none", "toy/built:2", "sh", "-c", "cat /who; ls /job")
    check("with its build arguments", "made for ada" in said, said)
    check("what is ignored isn't in it, all else is", "train.py" in said and "data.csv" not in said, said)
    forget(bed, "toy/built:2")


@part(EVERYWHERE, "build")
def build_fails(bed, check):
    before = bed.engine.names()
    folder = project(bed, "broken", "FROM toy:1\n\n# a comment\nRUN echo first\nRUN echo oh no && \\\n    false\n")
    done = bed.dockwright("build", folder, "-t", "toy/broken:1", seconds=180)
    check("a step that fails is named by its line", done.returncode == 2 and "line 5 of Dockerfile" in done.stderr, done)
    check("with what it wrote", "oh no" in done.stderr.split("line 5 of Dockerfile")[-1], done)
    check.equal("no container of the build stays", bed.engine.names(), before)
    check("and no image has its name", "toy/broken" not in bed.engine.ask("images"), done)
    (folder / "Dockerfile").write_text("FROM toy:1\nRNU true\n")
    done = bed.dockwright("build", folder, "-t", "toy/broken:1", seconds=180)
    check("a line that is none is named", done.returncode == 2 and "ine 2" in done.stderr, done)


@part("near", "build")
def run_builds_first(bed, check):
    folder = project(bed, "job", GOOD)
    done = bed.dockwright("run", "-d", "--name", "job", "--env", "API_TOKEN=s3cr3t-value", "--env", "A=1", "--save", "train", ".",
                          seconds=180, folder=folder)
    seen = bed.engine.inspect("job") or {}
    check("run builds the folder's Dockerfile and runs it",
          done.returncode == 0 and seen.get("State", {}).get("Running") and seen["Config"]["Image"] == "local/job:latest", done)
    saved = (folder / ".dockwright/run/train.yaml").read_text()
    check("the profile has no secret's value", "s3cr3t" not in saved and "API_TOKEN" in saved and "s3cr3t" not in done.stderr.split("docker run")[0], saved)
    done = bed.dockwright("run", "-d", "--profile", "train", "--name", "again", "--env", "A=2", seconds=180, folder=folder,
                          API_TOKEN="other")
    variables = (bed.engine.inspect("again") or {"Config": {"Env": []}})["Config"]["Env"]
    check("the same by its profile, the command line over it",
          done.returncode == 0 and "A=2" in variables and "A=1" not in variables and "API_TOKEN=other" in variables, (done, variables))
    check.refused("a profile that isn't there names the nearest", bed.dockwright("run", "--profile", "trian", folder=folder), "train")


@part("near", "build")
def run_any_host(bed, check):
    done = bed.dockwright("run", "-d", "--any-host", "--name", "anywhere", "toy:1", "sleep", "600", seconds=120)
    requests = (bed.engine.inspect("anywhere") or {"HostConfig": {}})["HostConfig"].get("DeviceRequests")
    check("any host is one with a free GPU, and it says which", done.returncode == 0 and requests and "free" in done.stderr, done)

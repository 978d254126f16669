"""The images that the checks run: busybox, and on it a notebook server that is none."""
import io
import os
import shutil
import subprocess
import tarfile

JUPYTER = r"""#!/bin/sh
# What the Jupyter Server prints and answers, as far as a client looks at it. `jupyter server list` reads
# the file that a running one has left.
token=${JUPYTER_TOKEN:-0123456789abcdef0123456789abcdef0123456789abcdef}
running=/root/.local/share/jupyter/runtime/jpserver-1.json
case "$1 $2" in
"server list"|"lab list"|"notebook list")
  echo "Currently running servers:"
  [ -e "$running" ] && echo "http://$(hostname):8888/?token=$token :: /work"
  exit 0 ;;
"--version "*) echo "jupyter_server : 2.14.1"; exit 0 ;;
esac
mkdir -p "${running%/*}"
printf '{"base_url": "/", "hostname": "0.0.0.0", "password": false, "pid": %s, "port": 8888, "root_dir": "/work", "secure": false, "sock": "", "token": "%s", "url": "http://%s:8888/", "version": "2.14.1"}\n' $$ "$token" "$(hostname)" >"$running"
{
  echo "[I 2026-01-01 10:00:00.000 ServerApp] Jupyter Server 2.14.1 is running at:"
  echo "[I 2026-01-01 10:00:00.000 ServerApp] http://$(hostname):8888/lab?token=$token"
  echo "[I 2026-01-01 10:00:00.000 ServerApp]     http://127.0.0.1:8888/lab?token=$token"
} >&2
exec httpd -f -p 8888 -h /www
"""

FILES = {
    "etc/passwd": "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home/user:/bin/sh\n",
    "etc/group": "root:x:0:\nuser:x:1000:\n",
    "etc/os-release": 'NAME="toy"\nID=toy\nVERSION_ID="1"\n',
    "www/index.html": "toy notebook\n",
    "www/lab": "toy notebook\n",
    "www/api/status": '{"started": "2026-01-01T10:00:00Z", "kernels": 0}\n',
    "www/api/index.html": '{"version": "2.14.1"}\n',
}


def tar(files, folders=()):
    """An archive by path: text or bytes, (text, mode), or ('->', target) for a link; what lies in bin/ can run."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for path in folders:
            entry = tarfile.TarInfo(path)
            entry.type, entry.mode = tarfile.DIRTYPE, 0o1777 if path == "tmp" else 0o755
            archive.addfile(entry)
        for path, content in files.items():
            entry = tarfile.TarInfo(path)
            entry.mode = 0o755 if "bin/" in path else 0o644
            if isinstance(content, tuple) and content[0] != "->":
                content, entry.mode = content
            if isinstance(content, tuple):
                entry.type, entry.linkname = tarfile.SYMTYPE, content[1]
                archive.addfile(entry)
                continue
            content = content.encode() if isinstance(content, str) else content
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def toy():
    busybox = shutil.which("busybox")
    with open(busybox, "rb") as program:
        files = {"bin/busybox": program.read(), **FILES}
    applets = subprocess.run([busybox, "--list"], capture_output=True, text=True, timeout=10, check=True).stdout
    files.update({f"bin/{name}": ("->", "busybox") for name in applets.split() if name != "busybox"})
    return tar(files, ("tmp", "root", "home", "home/user", "work", "run", "usr", "usr/bin", "www", "www/api"))


def load(engine):
    """toy:1 (a shell), and on it notebook:1 (a server on 8888)."""
    if engine.inspect("toy:1", "image"):
        return  # a part may have pruned it
    engine.docker("import", "--change", "WORKDIR /work", "--change", 'CMD ["/bin/sh"]', "-", "toy:1", stdin=toy())
    notebook = 'FROM toy:1\nCOPY jupyter /usr/bin/jupyter\nEXPOSE 8888\nCMD ["/usr/bin/jupyter", "lab"]\n'
    engine.docker("build", "-q", "-t", "notebook:1", "-",
                  stdin=tar({"Dockerfile": notebook, "jupyter": (JUPYTER, 0o755)}), DOCKER_BUILDKIT="0")


def build(engine, name, layers, base="toy:1"):
    """An image with one layer of random bytes for each size in `layers`."""
    lines = [f"FROM {base}"] + [f"COPY layer{i} /data/layer{i}" for i in range(len(layers))]
    files = {f"layer{i}": os.urandom(size) for i, size in enumerate(layers)}
    engine.docker("build", "-q", "-t", name, "-", stdin=tar({"Dockerfile": "\n".join(lines) + "\n", **files}),
                  DOCKER_BUILDKIT="0")

"""Container engines: dockerd over a Unix socket, TCP or TLS, and podman's socket. `docker()` is the judge: it
always goes through the engine's own socket, whatever stands between it and the program under test."""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess

from processes import Process, Trouble, ran, wait_for

CLIENT = "docker"


def free_port():
    with socket.socket() as any_socket:
        any_socket.bind(("127.0.0.1", 0))
        return any_socket.getsockname()[1]


class Engine:
    """What can be asked of any engine through the docker client."""
    gpus = None

    def __init__(self, folder, name, socket_path, address=None):
        self.name, self.folder, self.socket = name, folder, pathlib.Path(socket_path)
        self.address = address or f"unix://{self.socket}"  # as DOCKER_HOST says it
        self.environment = {}                              # beside DOCKER_HOST, to reach it
        self.foreign = set()                               # ids of containers that are somebody else's

    def docker(self, *arguments, check=True, seconds=60, stdin=None, **environment):
        clean = {k: v for k, v in os.environ.items() if not k.startswith("DOCKER_")}
        done = subprocess.run([CLIENT, "-H", f"unix://{self.socket}", *map(str, arguments)], input=stdin,
                              stdin=None if stdin is not None else subprocess.DEVNULL, capture_output=True,
                              timeout=seconds, env={**clean, **environment})
        done.stdout, done.stderr = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        if check and done.returncode != 0:
            raise Trouble(f"{self.name}: docker {' '.join(map(str, arguments))}: {done.stderr.strip()}")
        return done

    def ask(self, *arguments):
        return self.docker(*arguments).stdout.strip()

    def inspect(self, name, kind="container"):
        """The object as docker shows it, or None where there is none."""
        done = self.docker("inspect", "--type", kind, name, check=False)
        return json.loads(done.stdout)[0] if done.returncode == 0 else None

    def names(self):
        """The names of all containers, sorted."""
        return sorted(self.ask("ps", "-a", "--format", "{{.Names}}").split())

    def clear(self):
        """Takes all containers away that weren't there at first; images and volumes stay."""
        ids = set(self.ask("ps", "-aq", "--no-trunc").split()) - self.foreign
        if ids:
            self.docker("rm", "-f", "-v", *ids, check=False)

    def answers(self):
        return self.docker("version", check=False).returncode == 0


class Dockerd(Engine):
    def __init__(self, folder, name, inside=(), socket_path=None, bridge=False, programs=(), options=()):
        super().__init__(folder / name, name, socket_path or folder / name / "docker.sock")
        self.folder.mkdir()
        self.inside, self.programs, self.process = list(inside), list(programs), None
        self.options = ["--data-root", self.folder / "data", "--exec-root", self.folder / "exec", "--pidfile",
                        self.folder / "pid", "--cgroup-parent", f"/{folder.name}", "--iptables=false",
                        "--ip6tables=false", "--shutdown-timeout", "3", *options]
        if not bridge:
            self.options += ["--bridge", "none"]

    def listen(self, address, *options):
        """One more address to listen at; it becomes the one that the program under test uses."""
        self.address = address
        self.options += ["-H", address, *options]

    def launch(self):
        path = ":".join([*map(str, self.programs), os.environ["PATH"]])
        local = self.folder / "docker.sock" if not self.inside else pathlib.Path("/run/docker.sock")
        self.process = Process([*self.inside, "dockerd", *self.options, "-H", f"unix://{local}"],
                               self.folder / "log", {**os.environ, "PATH": path})

    def start(self):
        self.launch()
        self.wait()

    def wait(self):
        def ready():
            if not self.process.alive():
                raise Trouble(f"engine {self.name} ended: {self.process.last_words()}")
            return self.socket.exists() and self.answers()
        wait_for(ready, f"engine {self.name}", 60, 0.05)

    def stop(self):
        self.process.end()

    def kill(self):
        """As the kernel would at its worst: the socket's file stays, its containers run on."""
        self.process.end(signal.SIGKILL)

    def restart(self):
        self.stop()
        self.start()

    def pause(self):
        self.process.send(signal.SIGSTOP)

    def resume(self):
        self.process.send(signal.SIGCONT)


class Podman(Engine):
    """Debian's podman with its Docker-compatible socket, all of it in our folder."""

    def __init__(self, folder):
        super().__init__(folder / "podman", "podman", folder / "podman/podman.sock")
        self.folder.mkdir()
        self.process = None

    def launch(self):
        # Lower limits than podman's own: it fails where root may not raise them.
        (self.folder / "containers.conf").write_text(
            '[containers]\ndefault_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]\n'
            '[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n')
        policy = self.folder / "policy.json"
        policy.write_text('{"default": [{"type": "insecureAcceptAnything"}]}')
        for place in ("/var/lib/cni", "/etc/containers"):
            if os.path.isdir(place):
                ran("mount", "-t", "tmpfs", "podman", place)
        if os.path.isdir("/etc/containers"):
            shutil.copy(policy, "/etc/containers/policy.json")
        self.process = Process(
            ["podman", "--root", self.folder / "root", "--runroot", self.folder / "run", "--tmpdir",
             self.folder / "tmp", "--network-config-dir", self.folder / "net", "system", "service", "-t", "0",
             f"unix://{self.socket}"], self.folder / "log",
            {**os.environ, "CONTAINERS_CONF": str(self.folder / "containers.conf")})

    def wait(self):
        def ready():
            if not self.process.alive():
                raise Trouble(f"podman ended: {self.process.last_words()}")
            return self.socket.exists() and self.answers()
        wait_for(ready, "podman", 30, 0.05)


def certificates(folder):
    """An authority, and by it a server's and a client's certificate; answers the client's folder."""
    server, client = folder / "server", folder / "client"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for place in (server, client):
        place.mkdir(parents=True)
    ran("openssl", "req", "-x509", *key, "-days", "2", "-subj", "/CN=live authority", "-keyout",
        folder / "authority.key", "-out", server / "ca.pem")
    shutil.copy(server / "ca.pem", client / "ca.pem")
    for place, use in ((server, "serverAuth"), (client, "clientAuth")):
        extensions = folder / f"{place.name}.ext"
        extensions.write_text(f"subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage={use}\n")
        ran("openssl", "req", "-new", *key, "-subj", f"/CN={place.name}", "-keyout", place / "key.pem", "-out",
            folder / "request")
        ran("openssl", "x509", "-req", "-in", folder / "request", "-CA", server / "ca.pem", "-CAkey",
            folder / "authority.key", "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out",
            place / "cert.pem")
    return client

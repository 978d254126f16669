"""A machine that is reached over SSH: its own network, mounts, host name and engine.

The listening socket is near and ours; each connection gets an sshd of its own on the far side. So the far
loopback is really another one (a port published there is not reachable here), and a connection can be cut.
"""
import os
import pathlib
import signal
import socket
import subprocess
import threading

from engines import Dockerd
from processes import Process, Trouble, ran, wait_for

CONFIG = """Host {alias}
  HostName 127.0.0.1
  Port {port}
  User root
  IdentityFile {key}
  IdentitiesOnly yes
"""

SERVER = """HostKey {host_key}
AuthorizedKeysFile {key}.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxSessions 64
PrintMotd no
PrintLastLog no
PidFile none
SetEnv PATH={path}
"""


class Gate:
    """Accepts connections and hands each to an sshd of its own."""

    def __init__(self, folder, name, key, inside=(), path=os.environ["PATH"]):
        self.folder, self.inside, self.servers, self.held = folder / f"sshd-{name}", list(inside), [], []
        self.clear()
        self.folder.mkdir()
        self.host_key = self.folder / "host_key"
        ran("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", self.host_key)
        self.configuration = self.folder / "sshd_config"
        self.configuration.write_text(SERVER.format(host_key=self.host_key, key=key, path=path))
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            if self.silent:
                self.held.append(connection)
                continue
            with connection:
                if self.refusing:
                    continue
                with open(self.folder / "log", "ab") as log:
                    self.servers.append(subprocess.Popen(
                        [*self.inside, "/usr/sbin/sshd", "-i", "-f", self.configuration, "-E", self.folder / "log"],
                        stdin=connection, stdout=connection, stderr=log, start_new_session=True))
            self.servers = [server for server in self.servers if server.poll() is None]

    def clear(self):
        self.refusing = False  # a new connection ends at once
        self.silent = False    # a new connection is taken, and nothing answers
        for connection in self.held:
            connection.close()
        self.held = []

    def known(self):
        words = self.host_key.with_suffix(".pub").read_text().split()
        return f"[127.0.0.1]:{self.port} {words[0]} {words[1]}\n"

    def change_key(self):
        """As after a new installation, or with somebody in between."""
        for path in (self.host_key, self.host_key.with_suffix(".pub")):
            path.unlink()
        ran("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "another", "-f", self.host_key)

    def connections(self):
        return sum(server.poll() is None for server in self.servers)

    def cut(self):
        """Ends all connections at once, as a lost network does."""
        for server in self.servers:
            for pid in [server.pid, *children(server.pid)]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass

    def freeze(self, frozen=True):
        for server in self.servers:
            for pid in [server.pid, *children(server.pid)]:
                try:
                    os.kill(pid, signal.SIGSTOP if frozen else signal.SIGCONT)
                except ProcessLookupError:
                    pass


def children(pid):
    """All that come from a process, and are still tied to it."""
    try:
        numbers = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [each for number in map(int, numbers) for each in [number, *children(number)]]


class Far:
    """The machine. Aliases in ~/.ssh/config: `far`, and `far-behind`, which goes through `jump`."""

    def __init__(self, folder, gpus=None):
        self.folder, self.home = folder, pathlib.Path(os.environ["HOME"])
        inner = pathlib.Path(__file__).with_name("far.py")
        self.holder = Process(["unshare", "--mount", "--net", "--uts", "python3", "-B", inner, folder,
                               gpus.folder if gpus else ""], folder / "far.log")
        wait_for(lambda: (folder / "far.ready").exists() or self.failed(), "the far machine", 20)
        self.inside = ["nsenter", "-t", str(self.holder.pid), "-m", "-n", "-u"]
        self.engine = Dockerd(folder, "far", inside=self.inside, bridge=True, programs=[gpus.programs] if gpus else [],
                              socket_path=f"/proc/{self.holder.pid}/root/run/docker.sock")
        self.engine.gpus = gpus
        self.engine.address = "ssh://far"
        self.engine.launch()
        key = self.home / ".ssh/id_live"
        ran("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "live", "-f", key)
        path = f"{gpus.programs}:{os.environ['PATH']}" if gpus else os.environ["PATH"]
        self.gate = Gate(folder, "far", key, self.inside, path)
        self.jump = Gate(folder, "jump", key)
        entry = {name: CONFIG.format(alias=name, port=gate.port, key=key)
                 for name, gate in (("far", self.gate), ("jump", self.jump), ("far-behind", self.gate))}
        (self.home / ".ssh/config").write_text("".join(entry.values()) + "  ProxyJump jump\n")
        self.trust()

    def failed(self):
        if not self.holder.alive():
            raise Trouble("the far machine: " + self.holder.last_words())
        return False

    def trust(self, *gates):
        """Whose host keys the person has accepted: all, unless told otherwise."""
        known = "".join(gate.known() for gate in (gates or (self.gate, self.jump)))
        (self.home / ".ssh/known_hosts").write_text(known)

    def run(self, *command):
        """What a command prints there, without SSH."""
        return ran(*self.inside, *command)

"""The bed of one group: its engines and machines, and the program under test called on them.

Groups: `near` an engine with GPUs on a Unix socket and on TCP; `tls` one without GPUs behind TLS; `far` one with
a GPU over SSH; `podman`; `registry` an engine, a small one and a registry; `faults` an engine and what goes wrong before it;
`more` the first that answers of the engines that DOCKWRIGHT_LIVE_SOCKETS names (name=path,name=path). Nobody else
may use it meanwhile: what is new there after a part is taken for the part's, and removed.
"""
import concurrent.futures
import json
import os
import shutil
import subprocess
import time

import images
from check import NotYet
from engines import Dockerd, Engine, Podman, certificates, free_port
from faults import Relay
from gpus import Gpus, furnish_machine
from processes import Trouble, ran
from registry import Registry
from ssh import Far
from terminal import Terminal

SOCKETS = "DOCKWRIGHT_LIVE_SOCKETS"
SMALL = 32 << 20  # bytes
GROUPS = {"near": ["a"], "tls": ["c"], "far": ["far"], "podman": ["podman"], "registry": ["a", "registry", "small"],
          "faults": ["a"], "more": ["more"]}
PROGRAMS = {"c": ["openssl"], "far": ["ssh", "/usr/sbin/sshd", "ssh-keygen", "nsenter"], "podman": ["podman"]}


class Bed:
    def __init__(self, folder, program, group):
        self.folder, self.program, self.group = folder, program, group
        self.engines, self.has, self.missing, self.relays = {}, set(), [], []
        self.relays_made, self.helps = 0, {}
        self.registry = self.far = None
        self.commands = commands_of(program)
        wanted = []
        for name in GROUPS[group]:
            lacking = [p for p in PROGRAMS.get(name, []) if not shutil.which(p)]
            if lacking:
                self.missing.append(f"{name} ({', '.join(lacking)} missing)")
            else:
                wanted.append(name)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(self.start, wanted))

    def start(self, name):
        """What can't be started here is left out, with the reason."""
        try:
            getattr(self, f"start_{name}")()
            self.has.add(name)
        except Trouble as reason:
            self.engines.pop(name, None)
            self.missing.append(f"{name} ({str(reason).splitlines()[-1][:300]})")

    def start_a(self):
        """The machine itself has its GPUs: nvidia-smi on PATH, and the driver's files."""
        gpus = Gpus(self.folder / "gpus-a", ["3090", "3090"], "535.183.01", "12.2")
        furnish_machine(gpus)
        os.environ["PATH"] = f"{gpus.programs}:{os.environ['PATH']}"
        engine = Dockerd(self.folder, "a", bridge=True, programs=[gpus.programs])
        engine.gpus, local = gpus, engine.address
        self.tcp = f"tcp://127.0.0.1:{free_port()}"
        engine.listen(self.tcp, "--tls=false")
        engine.address = local
        self.ready(engine)

    def start_c(self):
        self.certificates = certificates(self.folder / "certificates")
        engine = Dockerd(self.folder, "c", bridge=True)  # which a build by BuildKit wants, where docker has buildx
        server = self.folder / "certificates/server"
        engine.listen(f"tcp://127.0.0.1:{free_port()}", "--tlsverify", "--tlscacert", server / "ca.pem", "--tlscert",
                      server / "cert.pem", "--tlskey", server / "key.pem")
        engine.environment = {"DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": str(self.certificates)}
        self.ready(engine)

    def start_far(self):
        self.far = Far(self.folder, Gpus(self.folder / "gpus-far", ["h100"], "570.86.15", "12.8"))
        self.far.engine.wait()
        self.ready(self.far.engine, launch=False)

    def start_podman(self):
        self.ready(Podman(self.folder))

    def start_registry(self):
        self.registry = Registry()

    def start_small(self):
        """An engine whose disk is soon full."""
        engine = Dockerd(self.folder, "small")
        (engine.folder / "data").mkdir()
        ran("mount", "-t", "tmpfs", "-o", f"size={SMALL}", "small", engine.folder / "data")
        self.ready(engine)

    def start_more(self):
        for entry in filter(None, os.environ.get(SOCKETS, "").split(",")):
            name, _, path = entry.partition("=")
            engine = Engine(self.folder / name, name, path)
            if engine.answers():
                engine.foreign = set(engine.ask("ps", "-aq", "--no-trunc").split())
                return self.ready(engine, launch=False)
            self.missing.append(f"{name} ({path} doesn't answer)")

    def ready(self, engine, launch=True):
        if launch:
            engine.launch()
            engine.wait()
        images.load(engine)
        engine.docker("run", "--rm", "--network", "none", "toy:1", "true")
        self.engines[engine.name] = engine

    @property
    def engine(self):
        """The only one, or the first of the group."""
        return next(self.engines[name] for name in [*GROUPS[self.group], *self.engines] if name in self.engines)

    def environment(self, at=None, **changes):
        engine = at or self.engine
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("DOCKER_", "DOCKWRIGHT_", "XDG_"))}
        return {**clean, "DOCKER_HOST": engine.address, **engine.environment, **changes}

    def dockwright(self, *arguments, at=None, seconds=60, typed=None, folder=None, **changes):
        """One call of the program under test on an engine; `changes` of its environment."""
        done = subprocess.run([self.program, *map(str, arguments)], input=typed, text=True, errors="replace",
                              stdin=subprocess.DEVNULL if typed is None else None, capture_output=True,
                              timeout=seconds, cwd=folder, env=self.environment(at, **changes))
        return done

    def json(self, *arguments, **more):
        """What it prints with --format json; trouble where that is no JSON."""
        done = self.dockwright(*arguments, "--format", "json", **more)
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise Trouble(f"dockwright {' '.join(map(str, arguments))} --format json: exit {done.returncode}, "
                          f"{done.stdout[-500:]!r} {done.stderr[-1000:]!r}") from None

    def lines(self, *arguments, **more):
        """The same where it prints one object a line."""
        done = self.dockwright(*arguments, "--format", "json", **more)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def act(self, command, *arguments, **more):
        """The same, with the consent that a person would give at a terminal, where the command can ask for it."""
        consent = [name for name in ("--yes",) if name in self.help(command)]
        return self.dockwright(command, *consent, *arguments, **more)

    def help(self, command):
        if command not in self.helps:
            self.helps[command] = self.dockwright(command, "--help").stdout
        return self.helps[command]

    def option(self, command, *names):
        """The first of these that the command's help knows."""
        words = self.help(command).replace(",", " ").split()
        for name in names:
            if name in words or any(word.startswith((name + "=", name + "[")) for word in words):
                return name
        raise NotYet(f"`{command}` has no {' or '.join(names)}")

    def begin(self, *arguments, at=None, **changes):
        """Started and left running: a Popen with pipes."""
        return subprocess.Popen([self.program, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
                                env=self.environment(at, **changes))

    def terminal(self, *arguments, at=None, rows=24, columns=100, **changes):
        environment = {"TERM": "xterm", **self.environment(at, **changes)}
        return Terminal([self.program, *arguments], environment, rows, columns)

    def relay(self, target=None, listen=None):
        """A relay before the engine's Unix socket (or `target`), ended with the part; on a Unix socket as well."""
        self.relays_made += 1
        relay = Relay(target or self.engine.socket, listen or self.folder / f"relay-{self.relays_made}.sock")
        self.relays.append(relay)
        return relay

    def running(self, name, *options, image="toy:1", command=("sleep", "600"), at=None):
        """A container started by docker; answers its id."""
        engine = at or self.engine
        network = () if "-p" in options or any("--network" in str(o) for o in options) else ("--network", "none")
        init = () if engine.name == "podman" else ("--init",)  # Debian's has none
        return engine.ask("run", "-d", *init, "--name", name, *network, *options, image, *command)

    def tidy(self):
        """After each part: containers, relays and GPU claims are gone, settings as at first."""
        for relay in self.relays:
            relay.end()
        self.relays = []
        if self.registry:
            self.registry.clear()
        if self.far:
            self.far.gate.clear()
            self.far.trust()
        for engine in self.engines.values():
            engine.clear()
            images.load(engine)
            if engine.gpus:
                engine.gpus.mode("ok")
                engine.gpus.idle()


def commands_of(program):
    """The subcommands that its help names."""
    text = subprocess.run([program, "--help"], capture_output=True, text=True, timeout=60).stdout
    rows = [line.split() for line in text.splitlines() if line.startswith("  ") and not line.startswith("   ")]
    return {row[0] for row in rows if row and not row[0].startswith("-")}


def start(folder, program, group):
    began = time.monotonic()
    bed = Bed(folder, program, group)
    names = sorted(bed.has | set(bed.engines))
    print(f"bed {group}: {', '.join(names) or 'nothing'} in {time.monotonic() - began:.1f} s"
          + (f"; left out: {', '.join(bed.missing)}" if bed.missing else ""), flush=True)
    return bed

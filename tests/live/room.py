"""A room of namespaces, in which everything that the checks start lives and dies.

Processes, mounts, network and host name are the room's own, so nothing outside is touched, ports and bridges
meet nobody else's, and when the room's first process ends, in whatever way, the kernel ends all of the rest.
What is left then is one folder and some empty control groups: `enter` removes them, or the next room does.
"""
import ctypes
import fcntl
import os
import pathlib
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback

FOLDERS = pathlib.Path("/tmp")
PREFIX = "dockwright-live-"
UNSHARE = ["unshare", "--mount", "--pid", "--net", "--uts", "--fork", "--kill-child", "--mount-proc"]
PR_SET_PDEATHSIG = 1


def why_not():
    """A sentence where no room can be made here, else nothing."""
    if os.geteuid() != 0:
        return "not root"
    missing = [name for name in ("unshare", "dockerd", "docker", "busybox") if not shutil.which(name)]
    if missing:
        return "missing: " + ", ".join(missing)
    if subprocess.run(["ldd", shutil.which("busybox")], capture_output=True, timeout=10).returncode == 0:
        return "busybox is not a static one"
    done = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, timeout=30)
    return "" if done.returncode == 0 else "no namespaces: " + done.stderr.strip()


def enter(arguments):
    """Runs this program again in a new room, with `arguments`; answers its exit code."""
    sweep()
    folder = pathlib.Path(tempfile.mkdtemp(prefix=PREFIX, dir=FOLDERS))
    lock = open(folder / "lock", "w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        inner = [*UNSHARE, sys.executable, "-B", sys.argv[0], "--inside", str(folder), *arguments]
        return subprocess.run(inner, stdin=subprocess.DEVNULL, preexec_fn=end_with_parent).returncode
    finally:
        remove(folder)
        lock.close()


def end_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def sweep():
    """Removes what is left of rooms whose owner was killed: an owner holds the lock of its folder."""
    for folder in FOLDERS.glob(PREFIX + "*"):
        try:
            with open(folder / "lock") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove(folder)
        except OSError:
            pass


def remove(folder):
    for root in pathlib.Path("/sys/fs/cgroup").glob(f"**/{folder.name}"):
        for group, _, _ in os.walk(root, topdown=False):
            patiently(os.rmdir, group)
    patiently(shutil.rmtree, folder)


def patiently(act, path):
    """The kernel may still be taking the room's last processes and mounts away."""
    for _ in range(50):
        try:
            return act(path)
        except FileNotFoundError:
            return None
        except OSError:
            time.sleep(0.05)
    return None


def furnish(folder):
    """Once, inside: /run of its own, and a home folder that also ssh and sshd, which ask the password file, use."""
    os.environ["HOME"] = str(furnish_home(folder, "home"))
    subprocess.run(["hostname", "near"], check=True, timeout=10)
    loopback_up()


def furnish_home(folder, name):
    home = folder / name
    (home / ".ssh").mkdir(parents=True, mode=0o700)
    home.chmod(0o700)
    lines = pathlib.Path("/etc/passwd").read_text().splitlines()
    root = f"{pwd.getpwuid(0).pw_name}:x:0:0:root:{home}:/bin/sh"
    passwords = folder / f"{name}.passwd"
    passwords.write_text("\n".join([root] + [line for line in lines if line.split(":")[2] != "0"]) + "\n")
    subprocess.run(["mount", "--bind", str(passwords), "/etc/passwd"], check=True, timeout=10)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "room", "/run"], check=True, timeout=10)
    pathlib.Path("/run/sshd").mkdir(mode=0o755)
    return home


def loopback_up():
    set_flags, up_and_running = 0x8914, 0x1 | 0x40  # SIOCSIFFLAGS, IFF_UP | IFF_RUNNING
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up_and_running))


def as_first_process(work):
    """Runs `work` in a child and takes in the orphans meanwhile: a room's first process has that duty."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = work()
        except BaseException:  # the first process must not run on as two
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    while True:
        pid, status = os.wait()
        if pid == child:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else 1

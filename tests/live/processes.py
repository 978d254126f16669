"""Processes of the bed, and waiting for what they do. All of them live in the room and end with it."""
import os
import signal
import subprocess
import time


class Trouble(Exception):
    """Something of the bed, not of the program under test, went wrong."""


def wait_for(condition, what, seconds=30, step=0.02):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(step)
    raise Trouble(f"waited {seconds} s in vain: {what}")


def ran(*command, seconds=60, **more):
    """What it printed; trouble where it failed."""
    done = subprocess.run(list(map(str, command)), stdin=more.pop("stdin", subprocess.DEVNULL), capture_output=True,
                          text=True, timeout=seconds, **more)
    if done.returncode != 0:
        raise Trouble(f"{' '.join(map(str, command))}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


class Process:
    """One long-lived program, its output in a file."""

    def __init__(self, command, log, environment=None):
        self.log = log
        with open(log, "ab") as out:
            self.running = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                            env=environment, cwd="/", start_new_session=True)

    @property
    def pid(self):
        return self.running.pid

    def alive(self):
        return self.running.poll() is None

    def send(self, number):
        self.running.send_signal(number)

    def end(self, number=signal.SIGTERM, seconds=20):
        if not self.alive():
            return
        os.kill(self.pid, signal.SIGCONT)
        self.running.send_signal(number)
        try:
            self.running.wait(seconds)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait(10)

    def last_words(self, count=1500):
        return self.log.read_text(errors="replace")[-count:]


def memory_of(pid):
    """Bytes of memory that a process holds (resident)."""
    with open(f"/proc/{pid}/statm") as figures:
        return int(figures.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def opened_by(pid):
    """How many files, sockets and pipes a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))

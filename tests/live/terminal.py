"""A program on a terminal of its own: what it shows can be waited for, and keys can be pressed."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time


class Terminal:
    def __init__(self, command, environment, rows=24, columns=100):
        self.shown, self.code, self.seen = "", None, 0
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execve(command[0], list(map(str, command)), environment)
        self.resize(rows, columns)

    def resize(self, rows, columns):
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys):
        if self.file is not None:
            os.write(self.file, keys.encode())

    def read(self, seconds):
        """Whether something was shown within that time; false also at the end."""
        if self.file is None or not select.select([self.file], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self.file, 65536)
        except OSError:  # the other end is closed
            data = b""
        if not data:
            os.close(self.file)
            self.file = None
            return False
        self.shown += data.decode(errors="replace")
        return True

    def wait_for(self, text, seconds=20):
        """Whether `text` is shown behind what was last waited for."""
        end = time.monotonic() + seconds
        while True:
            found = self.shown.find(text, self.seen)
            if found >= 0:
                self.seen = found + len(text)
                return True
            left = end - time.monotonic()
            if left <= 0 or (not self.read(left) and self.file is None):
                return False

    def end(self, seconds=20):
        """Waits for its end; the exit code, or the negative number of the signal that ended it."""
        end = time.monotonic() + seconds
        while self.file is not None and time.monotonic() < end:
            self.read(end - time.monotonic())
        if self.file is not None:
            os.kill(self.pid, signal.SIGKILL)
            os.close(self.file)
            self.file = None
        if self.code is None:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code

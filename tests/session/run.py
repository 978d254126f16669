#!/usr/bin/env python3
"""Plays transcripts of a client and the server against `dockwright lsp`, over standard input and output.

    run.py SERVER TRANSCRIPT…

A transcript is text; JSON may go on over indented lines:
    # words                  for the reader
    --> {…}                  the client sends a message ("jsonrpc" is added)
    +-> {…}                  likewise, in one write with the message that follows
    ==> "text"               the client writes these bytes
    <-- {…}                  the server's next message: it has at least these members with these values
    close                    the client closes its end
    child                    starts a process, whose number is {child} from then on
    end child                ends it
    silent engine            opens a socket that never answers; its URL is {engine} from then on
    file NAME "text"         writes a file into the folder {folder}
    exit N                   nothing more is sent, and the server ends with N
In what is expected, "<any>" stands for any value and "<absent>" for a member that must not be there;
"a<…>b" for a text that begins and ends so; arrays match element by element. Every message of the
server must be expected, in its order.
"""
import json
import os
import pathlib
import queue
import re
import socket
import subprocess
import sys
import tempfile
import threading

PATIENCE = 30  # seconds for one step; far more than any takes, even under a sanitizer


class Failed(Exception):
    pass


def mismatch(expected, actual, path="message"):
    """Where and how they differ, or None."""
    if expected == "<any>":
        return None
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            if value == "<absent>":
                if key in actual:
                    return f"{path}.{key} must be absent"
            elif key not in actual:
                return f"{path}.{key} is missing"
            elif found := mismatch(value, actual[key], f"{path}.{key}"):
                return found
        return None
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return f"{path} has {len(actual)} elements, not {len(expected)}"
        return next(filter(None, (mismatch(e, a, f"{path}[{i}]") for i, (e, a) in enumerate(zip(expected, actual)))), None)
    if isinstance(expected, str) and isinstance(actual, str) and "<…>" in expected:
        begin, _, end = expected.partition("<…>")
        return None if actual.startswith(begin) and actual.endswith(end) else f"{path} is {actual!r}"
    same = type(expected) is type(actual) and expected == actual
    return None if same else f"{path} is {json.dumps(actual, ensure_ascii=False)}"


def steps(text):
    """(line number, kind, argument) of each step."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(" ") and found:
            found[-1][2] += "\n" + line
        elif line.strip() and not line.startswith("#"):
            arrow = re.match(r"(-->|\+->|==>|<--) ", line)
            found.append([number, arrow.group(1), line[4:]] if arrow else [number, line.strip(), ""])
    return found


class Player:
    def __init__(self, server):
        self.folder = tempfile.TemporaryDirectory()
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder.name}
        environment |= {k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "TSAN_"))}
        self.process = subprocess.Popen([server, "lsp", "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env=environment)
        self.messages, self.pending, self.children, self.sockets = queue.Queue(), b"", [], []
        self.values = {"folder": self.folder.name}
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        output = self.process.stdout
        while line := output.readline():
            match = re.fullmatch(rb"Content-Length: (\d+)\r\n", line)
            if not match or output.readline() != b"\r\n":
                self.messages.put(Failed(f"this is no frame: {line!r}"))
                return
            self.messages.put(json.loads(output.read(int(match.group(1)))))
        self.messages.put(None)

    def json(self, text):
        for name, value in self.values.items():
            text = text.replace("{" + name + "}", value)
        return json.loads(text)

    def write(self, data):
        self.process.stdin.write(self.pending + data)
        self.process.stdin.flush()
        self.pending = b""

    def next(self):
        try:
            message = self.messages.get(timeout=PATIENCE)
        except queue.Empty:
            raise Failed("the server sends nothing") from None
        if isinstance(message, Failed):
            raise message
        return message

    def step(self, kind, argument):
        if kind in ("-->", "+->"):
            body = json.dumps({"jsonrpc": "2.0", **self.json(argument)}, ensure_ascii=False).encode()
            frame = b"Content-Length: %d\r\n\r\n" % len(body) + body
            if kind == "-->":
                self.write(frame)
            else:
                self.pending += frame
        elif kind == "==>":
            self.write(self.json(argument).encode())
        elif kind == "<--":
            actual = self.next()
            if actual is None:
                raise Failed("the server has ended")
            if found := mismatch(self.json(argument), actual):
                raise Failed(f"{found}; the whole: {json.dumps(actual, ensure_ascii=False)}")
        elif kind == "close":
            self.process.stdin.close()
        elif kind == "child":
            self.children.append(subprocess.Popen(["sleep", "600"]))
            self.values["child"] = str(self.children[-1].pid)
        elif kind == "end child":
            self.children[-1].kill()
            self.children[-1].wait()
        elif match := re.fullmatch(r"file (\S+) (.*)", kind):
            pathlib.Path(self.folder.name, match.group(1)).write_text(json.loads(match.group(2)))
        elif kind == "silent engine":
            path = os.path.join(self.folder.name, "engine.sock")
            self.sockets.append(socket.socket(socket.AF_UNIX))
            self.sockets[-1].bind(path)
            self.sockets[-1].listen()
            self.values["engine"] = "unix://" + path
        elif kind.startswith("exit "):
            if (extra := self.next()) is not None:
                raise Failed(f"not expected: {json.dumps(extra, ensure_ascii=False)}")
            code = self.process.wait(PATIENCE)
            if code != int(kind[5:]):
                raise Failed(f"the server ended with {code}")
        else:
            raise Failed(f"no such step: {kind}")

    def end(self):
        for process in [self.process, *self.children]:
            if process.poll() is None:
                process.kill()
                process.wait()
        for one in self.sockets:
            one.close()
        self.folder.cleanup()


def play(server, file):
    script = steps(file.read_text())
    if not script or not script[-1][1].startswith("exit "):
        print(f"{file}: a transcript must end with `exit N`")
        return False
    player = Player(server)
    try:
        for number, kind, argument in script:
            try:
                player.step(kind, argument)
            except (Failed, OSError, subprocess.TimeoutExpired) as failure:
                print(f"{file}:{number}: {failure}")
                return False
    finally:
        player.end()
    return True


def main():
    files = [pathlib.Path(name) for name in sys.argv[2:]]
    failed = [file for file in files if not play(sys.argv[1], file)]
    print(f"{len(files) - len(failed)} of {len(files)} transcripts passed")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())

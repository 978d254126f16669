#!/usr/bin/env python3
"""How long an editor waits for the language server: spawn to `initialize` answered, keystroke to
findings (pulled), and the server's peak memory, at three sizes of file.

usage: editor.py DOCKWRIGHT [--edits N]
"""
import argparse
import json
import subprocess
import time

URI = "file:///bench/Dockerfile"


class Server:
    def __init__(self, program):
        self.begin = time.perf_counter()
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.last = 0
        self.answered = 0.0

    def send(self, method, params, request=False):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if request:
            self.last += 1
            message["id"] = self.last
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if not length:
            raise SystemExit("the server ended")
        return self.process.stdout.read(length)

    def request(self, method, params):
        """The answer; `answered` is when its last byte was here. What the server asks meanwhile is answered with null."""
        self.send(method, params, request=True)
        while True:
            body = self.read()
            self.answered = time.perf_counter()
            message = json.loads(body)
            if "method" in message and "id" in message:
                answer = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": None}).encode()
                self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(answer) + answer)
                self.process.stdin.flush()
            elif message.get("id") == self.last:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]

    def memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def text_of(lines):
    """A Dockerfile with a finding about once in five lines."""
    out = ["ARG VERSION=1", "FROM python:3.12 AS base"]
    for i in range(lines):
        out.append(("RUN pip install torch && \\\n    echo done", f"ENV A{i}=x{i} B{i}=\"y z\"", "# a comment",
                    f"COPY src{i} /dst{i}", f"EXPOSE {1024 + i}/tcp", f"WORKDIR w{i}", f"ADD file{i} /w/file{i}",
                    f"FROM debian AS S{i}", f"ENV OLD{i} style")[i % 9])
    return "\n".join("\n".join(out).split("\n")[:lines]) + "\n"


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def measure(program, lines, edits):
    server = Server(program)
    capabilities = {"textDocument": {"diagnostic": {}}, "general": {"positionEncodings": ["utf-8"]}}
    server.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
    start = server.answered - server.begin
    server.send("initialized", {})
    server.send("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "dockerfile", "version": 1,
                                                          "text": text_of(lines)}})
    document = {"textDocument": {"uri": URI}}
    findings = server.request("textDocument/diagnostic", document)["items"]
    waits = []
    for version in range(2, edits + 2):
        place = {"line": 2, "character": 0}
        change = {"range": {"start": place, "end": place}, "text": f"# {version}\n"}
        begin = time.perf_counter()
        server.send("textDocument/didChange", {"textDocument": {"uri": URI, "version": version},
                                               "contentChanges": [change]})
        server.request("textDocument/diagnostic", document)
        waits.append((server.answered - begin) * 1e3)
    memory = server.memory()
    server.request("shutdown", None)
    server.send("exit", None)
    server.process.wait(timeout=10)
    print(f"{lines:6} lines: start {start * 1e3:5.1f} ms, keystroke to {len(findings):4} findings "
          f"p50 {percentile(waits, .5):6.2f} ms, p99 {percentile(waits, .99):6.2f} ms, {memory:5.1f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dockwright")
    parser.add_argument("--edits", type=int, default=1000)
    wanted = parser.parse_args()
    print("The language server: spawn to initialize answered, a change to its findings, peak memory")
    for lines in (100, 1_000, 10_000):
        measure(wanted.dockwright, lines, wanted.edits)


if __name__ == "__main__":
    main()

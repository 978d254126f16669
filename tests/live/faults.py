"""A relay before an engine's socket or a registry, which can be slow, fall silent, break off, or answer by itself."""
import pathlib
import socket
import struct
import threading
import time


class Relay:
    """Settings may change at any time, and act on open connections as well."""

    def __init__(self, target, listen=None):
        """`target` and `listen`: the path of a Unix socket, or (address, port). Without `listen` a free port."""
        self.target = target
        self.clear()
        self.passed, self.open, self.count = 0, set(), 0
        self.unheard = set()     # clients whose next answer is swallowed
        self.lock = threading.Lock()
        if isinstance(listen, (str, pathlib.Path)):
            self.listener = socket.socket(socket.AF_UNIX)
            self.listener.bind(str(listen))
            self.listener.listen(128)
            self.address = f"unix://{listen}"
        else:
            self.listener = socket.create_server(listen or ("127.0.0.1", 0), backlog=128)
            self.address = "tcp://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def clear(self):
        self.latency = 0         # seconds, before each piece that the engine sends
        self.rate = 0            # bytes a second from the engine
        self.close_after = None  # bytes from the engine on one connection, then the connection ends
        self.reset = False       # end it with a reset instead of an orderly close
        self.frozen = False      # nothing passes
        self.refusing = False    # a new connection ends at once
        self.status = None       # (code, text, part of the first line): the answer to requests that have that part
        self.deaf = None         # part of the first line: such requests are passed on, their answers are not

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            self.count += 1
            threading.Thread(target=self.serve, args=(near,), daemon=True).start()

    def serve(self, near):
        if self.refusing:
            near.close()
            return
        try:
            if isinstance(self.target, (str, pathlib.Path)):
                far = socket.socket(socket.AF_UNIX)
                far.connect(str(self.target))
            else:
                far = socket.create_connection(self.target)
        except OSError:
            near.close()
            return
        pair = (near, far)
        with self.lock:
            self.open.add(pair)
        there = threading.Thread(target=self.copy, args=(near, far, False), daemon=True)
        there.start()
        self.copy(far, near, True)
        there.join()
        with self.lock:
            self.open.discard(pair)
        near.close()
        far.close()

    def answers(self, data):
        """Whether the relay itself answers these bytes of a client: it looks at the first line of each piece."""
        return self.status and self.status[2].encode() in data.split(b"\r\n")[0]

    def answer(self, near):
        code, text, _ = self.status
        body = b'{"message":"%s"}\n' % text.encode()
        near.sendall(b"HTTP/1.1 %d Failure\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
                     b"Connection: close\r\n\r\n" % (code, len(body)) + body)

    def copy(self, source, sink, from_engine):
        sent = 0
        try:
            while data := source.recv(16384):
                while self.frozen:
                    time.sleep(0.02)
                if from_engine:
                    if sink in self.unheard:
                        return self.part(sink, source)
                    time.sleep(self.latency + (len(data) / self.rate if self.rate else 0))
                    if self.close_after is not None and sent + len(data) >= self.close_after:
                        sink.sendall(data[:max(0, self.close_after - sent)])
                        self.passed += max(0, self.close_after - sent)
                        return self.part(sink, source)
                    self.passed += len(data)
                elif self.answers(data):
                    self.answer(source)
                    return self.part(source, sink)
                elif self.deaf and self.deaf.encode() in data.split(b"\r\n")[0]:
                    self.unheard.add(source)
                sink.sendall(data)
                sent += len(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            self.part(sink, source)

    def part(self, *sockets):
        for each in sockets:
            try:
                if self.reset:
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        """Ends all open connections now."""
        with self.lock:
            pairs = list(self.open)
        for pair in pairs:
            self.part(*pair)

    def end(self):
        self.listener.close()
        self.cut()

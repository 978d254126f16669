"""A registry on loopback, which engines reach without TLS: pull and push of the distribution API's version 2,
in memory. It can be slow, ask for a name and a password, or answer that too much has been asked for.
"""
import base64
import hashlib
import http.server
import json
import threading
import time
import urllib.parse
import uuid

ROUTE_WORDS = ("manifests", "blobs", "tags")


class Registry:
    def __init__(self):
        self.blobs, self.manifests, self.uploads, self.asked = {}, {}, {}, []
        self.rate = 0          # bytes a second for each blob; 0: as fast as can be
        self.login = None      # (name, password)
        self.too_many = False  # 429 to all that pull
        self.lock = threading.Lock()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"registry": self}))
        self.server.daemon_threads = True
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def clear(self):
        self.rate, self.login, self.too_many, self.asked = 0, None, False, []

    def tags(self, repository):
        with self.lock:
            return sorted(tag for name, tag in self.manifests if name == repository and not tag.startswith("sha256:"))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    registry = None

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        self.send_header("Docker-Distribution-API-Version", "registry/2.0")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status, code, text, **headers):
        body = json.dumps({"errors": [{"code": code, "message": text, "detail": None}]}).encode()
        self.answer(status, body, Content_Type="application/json", **headers)

    def body(self):
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            out = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                out += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return out
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def route(self):
        """(repository, manifests|blobs|tags, rest); empty for /v2/."""
        path = urllib.parse.urlsplit(self.path).path.strip("/").split("/")[1:]
        for at, word in enumerate(path):
            if at and word in ROUTE_WORDS:
                return "/".join(path[:at]), word, "/".join(path[at + 1:])
        return "", "", ""

    def admitted(self):
        login = self.registry.login
        self.registry.asked.append((self.command, self.path, self.headers.get("User-Agent", "")))
        if login:
            wanted = "Basic " + base64.b64encode(":".join(login).encode()).decode()
            if self.headers.get("Authorization") != wanted:
                self.refuse(401, "UNAUTHORIZED", "authentication required", WWW_Authenticate='Basic realm="live"')
                return False
        if self.registry.too_many and self.route()[1] == "manifests" and self.command in ("GET", "HEAD"):
            self.refuse(429, "TOOMANYREQUESTS", "You have reached your pull rate limit.", Retry_After=60)
            return False
        return True

    def do_GET(self):
        if not self.admitted():
            return
        repository, kind, rest = self.route()
        if not kind:
            self.answer(200, b"{}", Content_Type="application/json")
        elif kind == "tags":
            body = json.dumps({"name": repository, "tags": self.registry.tags(repository)}).encode()
            self.answer(200, body, Content_Type="application/json")
        elif kind == "manifests":
            found = self.registry.manifests.get((repository, rest))
            if not found:
                return self.refuse(404, "MANIFEST_UNKNOWN", "manifest unknown")
            media_type, body = found
            self.answer(200, body, Content_Type=media_type, Docker_Content_Digest=digest(body))
        elif rest in self.registry.blobs:
            self.send_blob(rest)
        else:
            self.refuse(404, "BLOB_UNKNOWN", "blob unknown to registry")

    do_HEAD = do_GET

    def send_blob(self, name):
        data, first = self.registry.blobs[name], 0
        wanted = self.headers.get("Range", "")
        if wanted.startswith("bytes="):
            first = int(wanted[6:].split("-")[0])
        headers = {"Content_Range": f"bytes {first}-{len(data) - 1}/{len(data)}"} if first else {}
        data = data[first:]
        self.answer(206 if first else 200, Content_Length=len(data), Docker_Content_Digest=name,
                    Content_Type="application/octet-stream", **headers)
        if self.command == "HEAD":
            return
        step = 65536
        for at in range(0, len(data), step):
            if self.registry.rate:
                time.sleep(step / self.registry.rate)
            try:
                self.wfile.write(data[at:at + step])
            except OSError:
                self.close_connection = True
                return

    def do_POST(self):
        if not self.admitted():
            return
        self.body()
        number = uuid.uuid4().hex
        self.registry.uploads[number] = b""
        self.answer(202, Location=f"/v2/{self.route()[0]}/blobs/uploads/{number}", Range="0-0",
                    Docker_Upload_UUID=number)

    def upload(self):
        """Appends what came to the upload that the path names; None where there is no such."""
        number = self.route()[2].rpartition("/")[2]
        data = self.body()
        if number not in self.registry.uploads:
            return None
        if self.registry.rate:
            time.sleep(len(data) / self.registry.rate)
        self.registry.uploads[number] += data
        return number

    def do_PATCH(self):
        if not self.admitted():
            return
        number = self.upload()
        if number is None:
            return self.refuse(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry")
        size = len(self.registry.uploads[number])
        self.answer(202, Location=f"/v2/{self.route()[0]}/blobs/uploads/{number}", Range=f"0-{max(0, size - 1)}",
                    Docker_Upload_UUID=number)

    def do_PUT(self):
        if not self.admitted():
            return
        repository, kind, rest = self.route()
        if kind == "manifests":
            body = self.body()
            with self.registry.lock:
                for tag in (rest, digest(body)):
                    self.registry.manifests[repository, tag] = (self.headers["Content-Type"], body)
            return self.answer(201, Location=f"/v2/{repository}/manifests/{digest(body)}",
                               Docker_Content_Digest=digest(body))
        number = self.upload()
        wanted = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("digest", [""])[0]
        data = self.registry.uploads.pop(number, b"")
        if digest(data) != wanted:
            return self.refuse(400, "DIGEST_INVALID", "provided digest did not match uploaded content")
        self.registry.blobs[wanted] = data
        self.answer(201, Location=f"/v2/{repository}/blobs/{wanted}", Docker_Content_Digest=wanted)


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()

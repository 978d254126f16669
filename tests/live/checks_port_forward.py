"""dockwright port-forward: a port of a container, here."""
import http.server
import signal
import threading
import urllib.request

from check import part
from engines import free_port
from processes import wait_for


def page(port):
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


@part(("near", "far"), "port-forward")
def port_forward(bed, check):
    bed.running("notes", "--network=bridge", image="notebook:1", command=())
    port = free_port()
    running = bed.begin("port-forward", "notes", f"{port}:8888")
    wait_for(lambda: page(port) or running.poll() is not None, "the forwarded port", 20, 0.1)
    check("port-forward brings an unpublished port here", page(port) == "toy notebook\n", running.poll())
    check.equal("for several at once", [page(port) for _ in range(5)], ["toy notebook\n"] * 5)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)
    check.equal("and no longer when it has ended", page(port), "")
    check.refused("port-forward to what isn't there", bed.dockwright("port-forward", "nope", f"{port}:1", seconds=30), "nope")


class Decoy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"something of this machine")

    def log_message(self, *_):
        pass


@part("far", "port-forward")
def port_forward_by_a_forwarded_socket(bed, check):
    """The engine's machine is another one, so that what listens at the published port here is none of its."""
    published, port = free_port(), free_port()
    bed.running("notes", "-p", f"127.0.0.1:{published}:8888", image="notebook:1", command=())
    decoy = http.server.HTTPServer(("127.0.0.1", published), Decoy)
    threading.Thread(target=decoy.serve_forever, daemon=True).start()
    running = bed.begin("port-forward", "notes", f"{port}:8888", DOCKER_HOST=f"unix://{bed.engine.socket}")
    wait_for(lambda: page(port) or running.poll() is not None, "the forwarded port", 20, 0.1)
    seen = page(port)
    running.send_signal(signal.SIGINT)
    errors = running.communicate(timeout=20)[1]
    check("port-forward over a forwarded socket goes through the container, or says what it lacks for that",
          seen == "toy notebook\n" or (not seen and "socat" in errors), (seen, errors))
    decoy.shutdown()
    decoy.server_close()

"""For tests of client code: services that the solution finds on loopback ports and that the test plays.

`services.http(name, script)` is an HTTP server of this test. Its script is a function of the request, or a list of answers that are
given in turn, the last one again and again. An answer is an `Answer`, a `Stream`, a `Drop` or a `Raw`; a function may also
return a `dict` or `list`, which is sent as JSON. `services.address(name)` is for servers of another kind.
"""

import http.server as http_server
import json
import socket
import socketserver
import struct
import threading
import time
from dataclasses import dataclass, field

#: Most bytes of one request's body; a client that sends more is cut off.
BODY_CAP = 8 << 20
#: A client that stays silent for this long within a request is cut off.
PATIENCE_SECONDS = 30
_ABRUPTLY = struct.pack("ii", 1, 0)

_ports = {}
_running = {}


@dataclass(frozen=True)
class Answer:
    """A whole answer. `delay` is in seconds and comes before the first byte; `json` takes the place of `body`."""

    status: int = 200
    json: object = None
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    delay: float = 0.0


@dataclass(frozen=True)
class Stream:
    """An answer in pieces with pauses of `delay` seconds between them; `cut` drops the connection before its proper end."""

    pieces: tuple
    status: int = 200
    headers: dict = field(default_factory=lambda: {"Content-Type": "text/event-stream"})
    delay: float = 0.0
    cut: bool = False


@dataclass(frozen=True)
class Drop:
    """The connection is reset without an answer."""

    delay: float = 0.0


@dataclass(frozen=True)
class Raw:
    """These bytes instead of an answer, and then the end: for what no proper server would send."""

    data: bytes
    delay: float = 0.0


def events(*payloads, done=None):
    """Pieces for a `Stream` of server-sent events: each payload as JSON, and `done` as it is."""
    pieces = [f"data: {json.dumps(payload)}\n\n".encode() for payload in payloads]
    return tuple(pieces if done is None else [*pieces, f"data: {done}\n\n".encode()])


@dataclass(frozen=True)
class Request:
    """What the solution's client sent. `headers` is case-insensitive; `at` is a time of `time.monotonic()`."""

    method: str
    path: str
    headers: object
    body: bytes
    at: float

    def json(self):
        return json.loads(self.body)


def address(name):
    """Host and port where a server of the test must listen so that the solution finds it as the service `name`."""
    if name not in _ports:
        raise LookupError(f"exercise.yaml gives this group no service {name}; it has: {', '.join(sorted(_ports)) or 'none'}")
    return ("127.0.0.1", _ports[name])


class Service:
    """A running fake. `requests` has what came in, in order. Leaving the `with` block ends it and raises what the script raised."""

    def __init__(self, name, script):
        self.name = name
        self.requests = []
        self._script = script if callable(script) else _in_turn(list(script))
        self._problem = None
        self._lock = threading.Lock()
        self._server = _Server(address(name), self)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.close()
        if self._problem is not None and error is None:
            raise self._problem

    def close(self):
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, request):
        with self._lock:
            self.requests.append(request)
            try:
                found = self._script(request)
            except BaseException as error:
                self._problem = self._problem or error
                return Answer(500, body=b"the service failed")
        return Answer(json=found) if isinstance(found, (dict, list)) else found


def http(name, script):
    """Play the service `name` until the `with` block ends. One that still runs under this name ends first."""
    if name in _running:
        _running[name].close()
    _running[name] = Service(name, script)
    return _running[name]


def _in_turn(answers):
    left = iter(answers[:-1])
    return lambda request: next(left, answers[-1])


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, place, service):
        self.service = service
        super().__init__(place, _Handler)

    def handle_error(self, request, client_address):
        """A client that goes away, or sends what is no request, is the test's own business."""


class _Handler(http_server.BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = PATIENCE_SECONDS

    def log_message(self, *args):
        """Nobody reads it."""

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self):
        body = self._body()
        if body is None:
            self.close_connection = True
            return
        answer = self.server.service.answer(Request(self.command, self.path, self.headers, body, time.monotonic()))
        _SENDERS[type(answer)](self, answer)

    def _body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunks()
        size = int(self.headers.get("Content-Length") or 0)
        return self.rfile.read(size) if 0 <= size <= BODY_CAP else None

    def _chunks(self):
        body = bytearray()
        while True:
            size = int(self.rfile.readline(64).partition(b";")[0], 16)
            if size < 0 or len(body) + size > BODY_CAP:
                return None
            body += self.rfile.read(size)
            self.rfile.readline(64)
            if size == 0:
                return bytes(body)

    def _head(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()

    def _send_answer(self, answer):
        time.sleep(answer.delay)
        body, headers = answer.body, dict(answer.headers)
        if answer.json is not None:
            body = json.dumps(answer.json).encode()
            headers.setdefault("Content-Type", "application/json")
        self._head(answer.status, {**headers, "Content-Length": len(body)})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_stream(self, answer):
        self._head(answer.status, {**answer.headers, "Transfer-Encoding": "chunked"})
        for number, piece in enumerate(answer.pieces):
            time.sleep(answer.delay if number else 0)
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if answer.cut:
            self._cut()
        else:
            self.wfile.write(b"0\r\n\r\n")

    def _send_raw(self, answer):
        time.sleep(answer.delay)
        self.wfile.write(answer.data)
        self.close_connection = True

    def _drop(self, answer):
        time.sleep(answer.delay)
        self._cut()

    def _cut(self):
        """Reset the connection, once what was written before has arrived."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABRUPTLY)
        self.connection.close()
        self.close_connection = True


_SENDERS = {Answer: _Handler._send_answer, Stream: _Handler._send_stream, Raw: _Handler._send_raw, Drop: _Handler._drop}


def attach(session):
    _ports.update(session.services)

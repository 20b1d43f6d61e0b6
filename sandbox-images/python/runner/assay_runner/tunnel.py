"""Byte streams between two sandboxes that have no network: each is a TCP connection on loopback at either end, and frames between.

The payload of a STREAM frame is `stream u32 | op u8 | data`, big-endian. OPEN carries the port to connect to, DATA bytes, EOF says
that no more will come, RESET ends both directions at once, WINDOW gives credit back. An end reads from its connection only as much
as it has credit for, and gets credit for what the other end has written away, so neither buffers more than a window per stream.
The end that asks names the stream: odd numbers at the grader, even ones at the other sandbox.
"""

import errno
import socket
import struct
import time

from . import watcher as watching
from .wire import Malformed

HEAD = struct.Struct(">IB")
OPEN, DATA, EOF, RESET, WINDOW = range(5)
PORT, CREDIT = struct.Struct(">H"), struct.Struct(">I")
#: Streams at once; further connections wait to be accepted.
STREAMS = 64
WINDOW_BYTES = 128 << 10
CHUNK_BYTES = 32 << 10
#: Chunks that one connection may send before others have their turn.
CHUNKS_AT_ONCE = 4
LOOPBACK = "127.0.0.1"
ABRUPTLY = struct.pack("ii", 1, 0)

#: First numbers of streams, by who asks for them.
GRADER, SANDBOX = 1, 2


def on_loopback(ports):
    """Ports that lead to the same ports of this sandbox."""
    return {port: (LOOPBACK, port) for port in ports}


class Stream:
    """One connection. `asked_at` and `heard_at` say when bytes last left for the other end and last came from there."""

    def __init__(self, ident, ours, connection, answer=None):
        self.ident = ident
        #: Whether this end asked for it.
        self.ours = ours
        self.connection = connection
        #: Where a stream ends in this process instead of a connection: bytes in, bytes out.
        self.answer = answer
        self.waiting = bytearray()
        self.credit, self.owed = WINDOW_BYTES, 0
        self.reading, self.ending, self.shut = True, False, False
        self.asked_at = self.heard_at = time.monotonic()


class Tunnel:
    """One end. `send(payload)` puts a STREAM frame on its way to the other.

    `ports` are those that the other end may connect to, each with the place that it leads to: a pair of host and port, or the path of
    a unix socket. `answers` maps further ports to makers of a function of bytes that answers in the place of a server. `allowance` is how many bytes this end may send in all; `flooded()` is called beyond it.
    """

    def __init__(self, watcher, send, first, ports=(), answers=None, allowance=None, flooded=None):
        self._watcher = watcher
        self._send_frame = send
        self._next, self._parity, self._last_heard = first, first % 2, 0
        self._ports, self._answers = dict(ports), answers or {}
        self._allowance, self._flooded = allowance, flooded
        self._listeners = []
        self.streams = {}

    def listen(self, port):
        """Take connections to a port of this sandbox and carry them to the same port of the other."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(STREAMS)
        listener.setblocking(False)
        self._listeners.append(listener)
        self._watcher.watch(listener.fileno(), lambda: self._accept(listener, port))

    def _accept(self, listener, port):
        while len(self.streams) < STREAMS:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            stream = self._begin(self._next, connection)
            self._next += 2
            self._send(stream, OPEN, PORT.pack(port))
        self._accepting(False)

    def _accepting(self, yes):
        for listener in self._listeners:
            self._watcher.want(listener.fileno(), watching.IN if yes else 0)

    def _begin(self, ident, connection, answer=None):
        stream = self.streams[ident] = Stream(ident, ident % 2 == self._parity, connection, answer)
        if connection is not None:
            connection.setblocking(False)
            if connection.family == socket.AF_INET:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._watcher.watch(connection.fileno(), lambda: self._move(stream))
        return stream

    # Frames of the other end ---------------------------------------------------------------------------------------

    def take(self, payload):
        """Act on a frame. Raises Malformed where it cannot come from a tunnel. What belongs to a stream that has ended is dropped."""
        if len(payload) < HEAD.size:
            raise Malformed("a stream frame without a head")
        ident, op = HEAD.unpack_from(payload)
        data = payload[HEAD.size :]
        if op == OPEN:
            self._opened(ident, data)
            return
        stream = self.streams.get(ident)
        if op > WINDOW:
            raise Malformed("a stream frame of an unknown kind")
        if stream is None:
            return
        if op == RESET:
            self._end(stream, abruptly=True)
            return
        if op == DATA:
            self._heard(stream, data)
        elif op == EOF:
            stream.ending, stream.heard_at = True, time.monotonic()
        else:
            self._credited(stream, data)
        self._move(stream)

    def _opened(self, ident, data):
        if ident % 2 == self._parity or ident <= self._last_heard or len(data) != PORT.size:
            raise Malformed("a stream was opened that cannot be")
        self._last_heard = ident
        (port,) = PORT.unpack(data)
        if len(self.streams) >= STREAMS:
            self._refuse(ident)
        elif port in self._answers:
            self._begin(ident, None, self._answers[port]())
        elif port in self._ports:
            self._connect(ident, self._ports[port])
        else:
            self._refuse(ident)

    def _connect(self, ident, place):
        connection = socket.socket(socket.AF_UNIX if isinstance(place, str) else socket.AF_INET)
        stream = self._begin(ident, connection)
        if connection.connect_ex(place) not in (0, errno.EINPROGRESS):
            self._send(stream, RESET)
            self._end(stream)

    def _refuse(self, ident):
        self._send_frame(HEAD.pack(ident, RESET))

    def _heard(self, stream, data):
        if stream.ending or len(stream.waiting) + len(data) > WINDOW_BYTES:
            raise Malformed("a stream carried more than it had credit for")
        stream.heard_at = time.monotonic()
        stream.waiting += data

    def _credited(self, stream, data):
        if len(data) != CREDIT.size:
            raise Malformed("a stream frame has no known shape")
        stream.credit += CREDIT.unpack(data)[0]
        if stream.credit > WINDOW_BYTES:
            raise Malformed("a stream was given more credit than it used")

    def close(self):
        """End every stream: there is no other end any more."""
        for stream in list(self.streams.values()):
            self._end(stream, abruptly=True)

    def dismantle(self):
        """Leave neither a stream nor a port on which somebody is let in."""
        self.close()
        for listener in self._listeners:
            self._watcher.forget(listener.fileno())
            listener.close()

    # Connections of this end ---------------------------------------------------------------------------------------

    def _move(self, stream):
        """Carry what can be carried in both directions, and end what has come to its end."""
        try:
            self._write(stream)
            if stream.answer is None:
                self._read(stream)
        except OSError:
            self._send(stream, RESET)
            self._end(stream, abruptly=True)
            return
        if stream.ident not in self.streams:
            return
        if stream.ending and not stream.waiting and not stream.shut:
            stream.shut = True
            self._shut(stream)
        if stream.shut and not stream.reading:
            self._end(stream)
        elif stream.connection is not None:
            wanted = watching.IN if stream.reading and stream.credit else 0
            self._watcher.want(stream.connection.fileno(), wanted | (watching.OUT if stream.waiting else 0))

    def _write(self, stream):
        while stream.waiting:
            if stream.answer is not None:
                self._carry(stream, stream.answer(bytes(stream.waiting)))
                written = len(stream.waiting)
            else:
                try:
                    written = stream.connection.send(stream.waiting)
                except BlockingIOError:
                    break
            del stream.waiting[:written]
            stream.owed += written
        if stream.owed >= WINDOW_BYTES // 2:
            self._send(stream, WINDOW, CREDIT.pack(stream.owed))
            stream.owed = 0

    def _read(self, stream):
        for _ in range(CHUNKS_AT_ONCE):
            if not stream.reading or not stream.credit:
                return
            try:
                data = stream.connection.recv(min(CHUNK_BYTES, stream.credit))
            except BlockingIOError:
                return
            if not data:
                stream.reading = False
                self._send(stream, EOF)
                return
            # Acknowledged at once: a server that waits for that before it sends the rest of its answer would lose 40 ms.
            if stream.connection.family == socket.AF_INET:
                stream.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            self._carry(stream, data)

    def _carry(self, stream, data):
        if not data or stream.ident not in self.streams:
            return
        stream.asked_at = time.monotonic()
        stream.credit -= len(data)
        self._send(stream, DATA, data)
        if self._allowance is not None:
            self._allowance -= len(data)
            if self._allowance < 0:
                self._allowance = None
                self._flooded()

    def _shut(self, stream):
        if stream.answer is not None:
            stream.reading = False
            self._send(stream, EOF)
            return
        try:
            stream.connection.shutdown(socket.SHUT_WR)
        except OSError:
            stream.reading = False

    def _send(self, stream, op, data=b""):
        if stream.ident in self.streams:
            self._send_frame(HEAD.pack(stream.ident, op) + data)

    def _end(self, stream, abruptly=False):
        if self.streams.pop(stream.ident, None) is None or stream.connection is None:
            return
        self._watcher.forget(stream.connection.fileno())
        if abruptly:
            stream.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPTLY)
        stream.connection.close()
        self._accepting(True)


def no_operation():
    """A server that does nothing: an empty answer to each request without a body. What a latency is measured against."""
    seen = b""

    def answer(data):
        nonlocal seen
        seen += data
        count = seen.count(b"\r\n\r\n")
        seen = seen[-3:] if not count else seen.rpartition(b"\r\n\r\n")[2]
        return b"HTTP/1.1 204 No Content\r\n\r\n" * count

    return answer

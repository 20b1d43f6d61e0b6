"""The two services beside the quotes, played so that a test decides when and how they answer, and sees what is open at once.

A behaviour is a function of the article that gives what to do: `Reply(number)`, possibly after a delay, `Text`, `Reset`, or `Hold`,
which answers nothing until the test opens its gate or its time is over.
"""

import concurrent.futures
import contextlib
import functools
import json
import re
import select
import socket
import socketserver
import struct
import threading
import time
from dataclasses import dataclass, field

import assay

#: Waits end here when what is right does not come: what takes no time at all has come by then, on a busy machine as well.
AT_ONCE = 2.5
#: The same for what may take three seconds.
IN_THREE_SECONDS = 3.0 + AT_ONCE
ABRUPTLY = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Reply:
    number: int
    delay: float = 0.0


@dataclass(frozen=True)
class Text:
    """These bytes in place of an answer, and then the end. With a `status` the connection stays open; to HTTP they are a body."""

    data: bytes
    status: int | None = None


@dataclass(frozen=True)
class Reset:
    """The connection is reset."""


@dataclass(frozen=True)
class Hold:
    """Nothing until the gate is open or a call has waited for so many seconds; then the number, to whoever still listens.

    A `with` block opens the gate at its end at the latest, so a test that has failed keeps nobody waiting.
    """

    number: int = 1
    seconds: float = float("inf")
    gate: threading.Event = field(default_factory=threading.Event)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.gate.set()


class Fake(socketserver.ThreadingTCPServer):
    """One for all tests of a process, as connections to it stay open from test to test. What it counts begins anew with `behave`.

    `open` connections now and `most_open` at a time, `opened` since; `asked` articles in order, `busy` now and `most_busy` at a time.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, name, handler):
        self.open = self.busy = 0
        self.changed = threading.Condition()
        super().__init__(assay.services.address(name), handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def behave(self, behaviour):
        with self.changed:
            self.behaviour = behaviour
            self.opened, self.most_open, self.most_busy = 0, self.open, self.busy
            self.asked = []

    def until(self, holds, backstop=AT_ONCE):
        """Wait for a state of this fake. Whether it came to pass."""
        with self.changed:
            return self.changed.wait_for(lambda: holds(self), backstop)

    def count(self, **changes):
        with self.changed:
            for name, change in changes.items():
                setattr(self, name, getattr(self, name) + change)
            self.most_open, self.most_busy = max(self.most_open, self.open), max(self.most_busy, self.busy)
            self.changed.notify_all()

    def shutdown_request(self, request):
        """Close at once; a reset would come too late after an orderly end."""
        self.close_request(request)

    def handle_error(self, request, client_address):
        """Clients may go away as they like."""


def in_time(*futures, backstop=AT_ONCE):
    """Wait for answers while a gate is closed. Whether all have come."""
    return not concurrent.futures.wait(futures, backstop).not_done


class Connection(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        self.is_open = True
        self.server.count(open=1, opened=1)
        try:
            while (sku := self.read()) is not None:
                with self.server.changed:
                    self.server.asked.append(sku)
                self.server.count(busy=1)
                try:
                    goes_on = self.act(self.server.behaviour(sku))
                finally:
                    self.server.count(busy=-1)
                if not goes_on:
                    return
        except (OSError, ValueError):
            return
        finally:
            self.end()

    def end(self):
        """Counted before the client can know, as it may connect again at once."""
        if self.is_open:
            self.is_open = False
            self.server.count(open=-1)

    def act(self, what):
        """Do it, and tell whether the connection stays open."""
        if isinstance(what, Reset):
            self.end()
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABRUPTLY)
            return False
        if isinstance(what, Text):
            if what.status is None:
                self.end()
            self.wfile.write(self.framed(what.data, what.status))
            return what.status is not None
        if isinstance(what, Hold):
            if not self.held(what):
                return False
            what = Reply(what.number)
        time.sleep(what.delay)
        self.wfile.write(self.answer(what.number))
        return True

    def held(self, hold):
        """Wait for its gate or its time. False when the client hung up first."""
        ends_at = time.monotonic() + hold.seconds
        while time.monotonic() < ends_at and not hold.gate.wait(0.02):
            if select.select([self.connection], [], [], 0)[0] and not self.connection.recv(1, socket.MSG_PEEK):
                return False
        return True


class StockConnection(Connection):
    def read(self):
        words = self.rfile.readline(200).split()
        return words[1].decode() if len(words) == 2 and words[0] == b"STOCK" else None

    def answer(self, number):
        return b"%d\n" % number

    def framed(self, data, status):
        return data


class PricingConnection(Connection):
    def read(self):
        line = self.rfile.readline(2_000)
        while self.rfile.readline(2_000) not in (b"\r\n", b""):
            pass
        found = re.fullmatch(rb"GET /prices/(\S+) HTTP/1\.[01]\r\n", line)
        return found[1].decode() if found else None

    def answer(self, number):
        return self.framed(json.dumps({"cents": number}).encode(), 200)

    def framed(self, data, status):
        if status is None:
            return data
        head = f"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
        return head.encode() + data


@functools.cache
def _fakes():
    return Fake("pricing", PricingConnection), Fake("stock", StockConnection)


@contextlib.contextmanager
def playing(pricing, stock):
    """Both services, each behaving like a function of the article. Gives the two fakes."""
    for fake, behaviour in zip(_fakes(), (pricing, stock), strict=True):
        fake.behave(behaviour)
    yield _fakes()

"""Stands between a grader sandbox's link and the process that runs the tests, takes the streams out and hands the rest on.

It is the parent of the tests' process and ends as that one ends, so whoever waits for the tests waits for it. It needs nothing of
the link but a descriptor to read frames from and one to write them to.
"""

import os
import socket
import threading

from . import kernel
from . import patience
from . import tunnel
from . import watcher as watching
from . import wire

#: Beyond this many bytes on their way to one side, the other side is not read.
BACKLOG_BYTES = 8 << 20
READ_BYTES = 1 << 18
TICK_MS = 100
STACK_BYTES = 512 << 10
#: Numbers of the forwarder's own questions.
CPU, KILL = -1, -2


class Line:
    """One side: frames come in and go out over descriptors that never make this process wait. `take(channel, payload, frame)`."""

    def __init__(self, watcher, fd_in, fd_out, take):
        self._watcher, self._in, self._out, self._take = watcher, fd_in, fd_out, take
        self._incoming, self._outgoing = bytearray(), bytearray()
        self.open = True
        os.set_blocking(fd_in, False)
        os.set_blocking(fd_out, False)
        watcher.watch(fd_out, self._push)
        watcher.watch(fd_in, self._serve)

    @property
    def backlog(self):
        return len(self._outgoing)

    def put(self, frame):
        self._outgoing += frame
        self._push()

    def await_what_is_due(self, may_read):
        reads = watching.IN if self.open and may_read else 0
        writes = watching.OUT if self._outgoing else 0
        if self._in == self._out:
            self._watcher.want(self._in, reads | writes)
        else:
            self._watcher.want(self._in, reads)
            self._watcher.want(self._out, writes)

    def _push(self):
        try:
            while self._outgoing:
                del self._outgoing[: os.write(self._out, self._outgoing)]
        except BlockingIOError:
            return
        except (BrokenPipeError, ConnectionResetError):
            self._outgoing.clear()

    def _serve(self):
        self._push()
        try:
            data = os.read(self._in, READ_BYTES) if self.open else None
        except BlockingIOError:
            return
        except ConnectionResetError:
            data = b""
        if data == b"":
            self.open = False
        elif data:
            self._incoming += data
            self._cut()

    def _cut(self):
        while len(self._incoming) >= wire.HEADER.size:
            length, channel, _ = wire.HEADER.unpack_from(self._incoming)
            if length > wire.FRAME_CAP or not wire.is_channel(channel):
                self.open = False
                return
            end = wire.HEADER.size + length
            if len(self._incoming) < end:
                return
            frame = bytes(self._incoming[:end])
            del self._incoming[:end]
            self._take(channel, frame[wire.HEADER.size :], frame)


class Forwarder:
    def __init__(self, link_in, link_out, tests, job):
        self._watcher = watching.Watcher()
        self._tests_socket = tests
        self._link = Line(self._watcher, link_in, link_out, self._from_link)
        self._tests = Line(self._watcher, tests.fileno(), tests.fileno(), lambda channel, payload, frame: self._link.put(frame))
        self._tunnels = [self._open(other, ports) for other, ports in enumerate(job["streams"])]
        #: Tests wait for the solution's server, or for the database beside the solution.
        self._served_by = len(self._tunnels) - 1
        self._patience = patience.Patience(
            self._tunnels[-1],
            job["callMs"] / 1000,
            self._served_by != 0,
            lambda: self._ask(self._served_by, CPU, "cpu"),
            self._end_the_wait,
        )
        self._told_end = False

    def _open(self, other, ports):
        channel = wire.STREAM + wire.COMPANION * other
        reach = tunnel.on_loopback(ports["reach"])
        opened = tunnel.Tunnel(self._watcher, lambda payload: self._link.put(wire.pack(channel, 0, payload)), tunnel.GRADER, reach)
        for port in (*ports["serve"], *ports["noop"]):
            opened.listen(port)
        return opened

    def run(self):
        """Carry frames until the tests' process has ended and everything that it said is on its way."""
        while self._tests.open or (self._link.backlog and self._link.open):
            self._link.await_what_is_due(self._tests.backlog < BACKLOG_BYTES)
            self._tests.await_what_is_due(self._link.backlog < BACKLOG_BYTES)
            self._watcher.wait(TICK_MS)
            if self._link.open:
                self._patience.watch()
            elif not self._told_end and not self._tests.backlog:
                # The tests' process is to see the end of the link as if it had it itself.
                self._told_end = True
                self._tests_socket.shutdown(socket.SHUT_WR)

    def _ask(self, other, ident, op):
        """Ask PID 1 of another sandbox beside the tests' process; numbers below 0 are the forwarder's."""
        self._link.put(wire.pack(wire.SUPERVISOR + wire.COMPANION * other, 0, wire.dump([ident, op])))

    def _answered(self, message):
        if message[0] == CPU:
            self._patience.hears_cpu(message[1])

    def _end_the_wait(self):
        """Without whoever is waited for, its connections end; the tests' process learns why when it looks."""
        for other in range(len(self._tunnels)):
            self._ask(other, KILL, "kill")
        self._tests.put(wire.pack(wire.HOST, 0, wire.dump({"t": "late"})))

    def _from_link(self, channel, payload, frame):
        other, kind = divmod(channel, wire.COMPANION)
        if kind == wire.STREAM and other < len(self._tunnels):
            try:
                self._tunnels[other].take(payload)
            except wire.Malformed:
                # The tests' process expects no stream: it treats this one as what it is.
                self._tests.put(frame)
        elif kind == wire.SUPERVISOR and payload.startswith(b"[-"):
            self._answered(wire.load(payload))
        else:
            if kind == wire.HOST and other:
                self._tunnels[other].close()
            self._tests.put(frame)


def interpose(link_in, link_out, job):
    """From here on both descriptors lead to a forwarder. The caller goes on in a child; the process that it was does the forwarding."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        kernel.die_with_parent()
        ours.close()
        for fd in {link_in, link_out}:
            os.dup2(theirs.fileno(), fd, inheritable=False)
        theirs.close()
        # Clients and fake servers of tests take a thread per connection: with stacks of the usual size a few dozen would not fit.
        threading.stack_size(STACK_BYTES)
        return
    theirs.close()
    status = 1
    try:
        Forwarder(link_in, link_out, ours, job).run()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        os._exit(0 if status == 0 else 1)

"""Stands between the links of a grader sandbox and the process that runs the tests, takes the streams out and hands the rest on.

It is the parent of the tests' process and ends as that one ends, so whoever waits for the tests waits for it. Frames of the
submission sandbox come over the pair's own socket, where there is one; those of a companion (a database, a reference) and the
host's own over the link to the host.
"""

import os
import socket
import threading
import time

from . import kernel
from . import meeting
from . import patience
from . import tunnel
from . import watcher as watching
from . import wire

#: Beyond this many bytes on their way to one side, the other side is not read.
BACKLOG_BYTES = 8 << 20
READ_BYTES = 1 << 18
TICK_MS = 100
#: How long the host may take for the rest of a frame that it has begun.
REST_SECONDS = 5
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

    def finish_frame(self):
        """Read the rest of a frame that has begun to arrive: whoever reads here next is to begin with a whole one. Raises Late."""
        ends_at = time.monotonic() + REST_SECONDS
        while self.open and self._incoming:
            wire.wait_readable(self._in, ends_at)
            self._serve()

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
    """`tests` leads to the tests' process, and `reference`, if there is one, to its session with the reference."""

    def __init__(self, peer, tests, reference, job):
        self._watcher = watching.Watcher()
        self._tests_socket = tests
        self._host = Line(self._watcher, wire.LINK_IN, wire.LINK_OUT, self._from_sandbox)
        self._solution = self._host if peer is None else Line(self._watcher, peer, peer, self._from_sandbox)
        self._tests = Line(self._watcher, tests.fileno(), tests.fileno(), self._from_tests)
        self._reference = None
        if reference is not None:
            self._reference = Line(self._watcher, reference.fileno(), reference.fileno(), self._from_reference)
        self._lines = {self._host, self._solution, self._tests, self._reference} - {None}
        self._tunnels = [self._open(other, ports) for other, ports in enumerate(job["streams"])]
        #: Tests wait for the solution's server, or for the database beside the solution.
        self._served_by = len(self._tunnels) - 1
        self._patience = self._be_patient(job["callMs"] / 1000) if self._tunnels else None
        self._told_end = False

    def _be_patient(self, seconds):
        def ask_cpu():
            self._ask(self._served_by, CPU, "cpu")

        return patience.Patience(self._tunnels[-1], seconds, self._served_by != 0, ask_cpu, self._end_the_wait)

    def _line_of(self, other):
        """The line on which a sandbox is reached: 0 is the submission's, 1 the companion."""
        return self._host if other else self._solution

    def _open(self, other, ports):
        channel = wire.STREAM + wire.COMPANION * other
        reach = tunnel.on_loopback(ports["reach"])
        opened = tunnel.Tunnel(self._watcher, lambda payload: self._line_of(other).put(wire.pack(channel, 0, payload)), tunnel.GRADER, reach)
        for port in (*ports["serve"], *ports["noop"]):
            opened.listen(port)
        return opened

    def run(self):
        """Carry frames until the tests' process has ended and everything that it said is on its way. What comes then is for nobody."""
        while self._tests.open or any(line.backlog and line.open for line in (self._host, self._solution)):
            for line in self._lines:
                line.await_what_is_due(all(other.backlog < BACKLOG_BYTES for other in self._lines if other is not line))
            self._watcher.wait(TICK_MS)
            if self._host.open:
                if self._patience is not None:
                    self._patience.watch()
            elif not self._told_end and not self._tests.backlog:
                # The tests' process is to see the end of the link as if it had it itself.
                self._told_end = True
                self._tests_socket.shutdown(socket.SHUT_WR)
        self._host.finish_frame()

    def _ask(self, other, ident, op):
        """Ask PID 1 of another sandbox beside the tests' process; numbers below 0 are the forwarder's."""
        self._line_of(other).put(wire.pack(wire.SUPERVISOR + wire.COMPANION * other, 0, wire.dump([ident, op])))

    def _answered(self, message):
        if message[0] == CPU:
            self._patience.hears_cpu(message[1])

    def _end_the_wait(self):
        """Without whoever is waited for, its connections end; the tests' process learns why when it looks."""
        for other in range(len(self._tunnels)):
            self._ask(other, KILL, "kill")
        self._tests.put(wire.pack(wire.HOST, 0, wire.dump({"t": "late"})))

    def _from_tests(self, channel, payload, frame):
        self._line_of(channel // wire.COMPANION).put(frame)

    def _from_reference(self, channel, payload, frame):
        self._host.put(_on_channel(frame, channel + wire.COMPANION))

    def _from_sandbox(self, channel, payload, frame):
        other, kind = divmod(channel, wire.COMPANION)
        if other and self._reference is not None:
            self._reference.put(_on_channel(frame, kind))
        elif kind == wire.STREAM and other < len(self._tunnels):
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


def _on_channel(frame, channel):
    length, _, epoch = wire.HEADER.unpack_from(frame)
    return wire.HEADER.pack(length, channel, epoch) + frame[wire.HEADER.size :]


def interpose(job, peer, words):
    """From here on the links lead to a forwarder. The caller goes on in a child; the process that it was does the forwarding.

    `peer` is the pair's own socket or None, `words` the way to the first process, which the child alone keeps. In the child every
    frame comes over the link to the host, but those of a reference, which come over the descriptor where the peer was.
    """
    ours, theirs = socket.socketpair()
    our_reference, their_reference = socket.socketpair() if job["reference"] else (None, None)
    child = os.fork()
    if child == 0:
        kernel.die_with_parent()
        ours.close()
        for fd in (wire.LINK_IN, wire.LINK_OUT):
            os.dup2(theirs.fileno(), fd, inheritable=False)
        theirs.close()
        if their_reference is not None:
            our_reference.close()
            os.dup2(their_reference.fileno(), meeting.PEER, inheritable=False)
            their_reference.close()
        elif peer is not None:
            os.close(peer)
        # Clients and fake servers of tests take a thread per connection: with stacks of the usual size a few dozen would not fit.
        threading.stack_size(STACK_BYTES)
        return
    theirs.close()
    if their_reference is not None:
        their_reference.close()
    os.close(words)
    status = 1
    try:
        Forwarder(peer, ours, our_reference, job).run()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        os._exit(0 if status == 0 else 1)

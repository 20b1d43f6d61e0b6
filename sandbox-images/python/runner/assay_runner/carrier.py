"""Carries the frames of a candidate process that has no channel to the grader of its own. It never waits for the process."""

from . import watcher as watching
from . import wire

READ_BYTES = 1 << 18


class Carrier:
    """`take(payload)` is called with what the process says, `parted()` when it has closed its end, `broke(how, violation)` when it is
    to be ended for what it does with the channel. To hear what a process said before its end, make this before its end is watched.
    """

    def __init__(self, watcher, link, take, parted, broke):
        self._watcher, self._link = watcher, link
        self._take, self._parted, self._broke = take, parted, broke
        self._incoming, self._outgoing = bytearray(), bytearray()
        link.setblocking(False)
        watcher.watch(link.fileno(), self._serve)

    def close(self):
        if self._link is not None:
            self._watcher.forget(self._link.fileno())
            self._link.close()
            self._link = None

    def put(self, frame):
        self._outgoing += frame
        self._push()

    def _push(self):
        if len(self._outgoing) > wire.BACKLOG_CAP:
            self._broke("it stopped reading what it was asked", None)
            return
        try:
            while self._outgoing:
                del self._outgoing[: self._link.send(self._outgoing)]
        except BlockingIOError:
            pass
        except OSError:
            self._outgoing.clear()
            return
        self._watcher.want(self._link.fileno(), watching.IN | (watching.OUT if self._outgoing else 0))

    def _serve(self):
        self._push()
        if self._link is None:
            return
        try:
            data = self._link.recv(READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._watcher.forget(self._link.fileno())
            self._parted()
            return
        self._incoming += data
        while len(self._incoming) >= wire.HEADER.size:
            length, channel, _ = wire.HEADER.unpack_from(self._incoming)
            if length > wire.FRAME_CAP or channel != wire.CANDIDATE:
                self._broke(*wire.NO_FRAME)
                return
            end = wire.HEADER.size + length
            if len(self._incoming) < end:
                return
            payload = bytes(self._incoming[wire.HEADER.size : end])
            del self._incoming[:end]
            self._take(payload)

"""What a session of the grader speaks over: the link to PID 1 of the submission sandbox, and the channel of its process, if it has one.

Where the pair has a socket of its own and nothing stands between, PID 1 hands over the other end of each candidate process's socket,
and calls go straight to the process. Else PID 1 carries the frames of calls too, stamped with the epoch of the process.
"""

import os
import select
import socket
import struct
import time

from . import wire
from .channel import Channel

_ONE_DESCRIPTOR = socket.CMSG_LEN(struct.calcsize("i"))


class Link:
    """`peer` is the pair's own socket, or None where the host carries frames; `direct` says that PID 1 hands channels over."""

    def __init__(self, peer, direct):
        self._in, self._out = (wire.LINK_IN, wire.LINK_OUT) if peer is None else (peer, peer)
        self._socket = socket.socket(fileno=peer) if direct else None
        self._poll = select.epoll()
        self._poll.register(self._in, select.EPOLLIN)
        self._ready = {}
        self._handed = None
        self.channel = None

    @property
    def fd(self):
        """Readable whenever `hear` has something to do."""
        return self._poll.fileno()

    @property
    def is_direct(self):
        return self._socket is not None

    @property
    def is_hosted(self):
        """Whether the host's own words come over this link too."""
        return self._in == wire.LINK_IN

    def close(self):
        self.close_channel()
        self._poll.close()
        if self._socket is not None:
            self._socket.close()

    # Channels ------------------------------------------------------------------------------------------------------

    def open_channel(self):
        """Use the channel that came with the word of a new process. Without one, PID 1 carries the frames of that process."""
        if self._handed is None:
            return
        fd, self._handed = self._handed, None
        self.channel = Channel(fd, self._want_room)
        self._poll.register(fd, select.EPOLLIN)

    def _want_room(self, yes):
        self._poll.modify(self.channel.fileno(), select.EPOLLIN | (select.EPOLLOUT if yes else 0))

    def close_channel(self):
        """Whatever its process still says is heard by nobody."""
        if self.channel is not None:
            self._poll.unregister(self.channel.fileno())
            self.channel.close()
            self.channel = None

    # Frames --------------------------------------------------------------------------------------------------------

    def ask(self, payload, channel=wire.SUPERVISOR, epoch=0):
        wire.write_all(self._out, wire.pack(channel, epoch, payload))

    def send(self, epoch, *payloads):
        """To the candidate process. Raises Closed and Unread."""
        frames = b"".join([wire.pack(wire.CANDIDATE, epoch, payload) for payload in payloads])
        if self.channel is not None:
            self.channel.put(frames)
        else:
            wire.write_all(self._out, frames)

    def wait(self, until):
        """Wait for something to hear; `until` is a time of `time.monotonic()` or None. Raises Late."""
        spin_until = time.monotonic() + wire.SPIN_SECONDS
        while time.monotonic() < (spin_until if until is None else min(until, spin_until)):
            if self._look(0):
                return
        if not self._look(None if until is None else max(0.0, until - time.monotonic())):
            raise wire.Late

    def _look(self, seconds):
        self._ready = dict(self._poll.poll(seconds))
        return self._ready

    @property
    def process_speaks(self):
        """Whether the channel has something."""
        return self.channel is not None and self.channel.fileno() in self._ready

    @property
    def first_process_speaks(self):
        return self._in in self._ready

    def hear_process(self):
        """A payload of the candidate process, or None while there is none. Raises Closed and Malformed."""
        channel = self.channel
        if self._ready.pop(channel.fileno(), 0) & select.EPOLLOUT:
            channel.make_room()
        return channel.take()

    def hear(self):
        """The next frame of PID 1, or where it carries them of its process. Raises Closed and Malformed."""
        if not self.is_direct:
            return wire.read_frame(self._in, wire.FRAME_CAP)
        try:
            begun, ancillary, flags, _ = self._socket.recvmsg(wire.HEADER.size, _ONE_DESCRIPTOR, socket.MSG_CMSG_CLOEXEC)
        except ConnectionResetError as error:
            raise wire.Closed from error
        if not begun:
            raise wire.Closed
        self._keep(ancillary, flags)
        return wire.read_rest(self._in, begun, wire.FRAME_CAP)

    def _keep(self, ancillary, flags):
        """A frame brings one descriptor at most, and a stream socket at that."""
        for *_, data in ancillary:
            (fd,) = struct.unpack("i", data)
            if self._handed is not None:
                os.close(self._handed)
            self._handed = fd
        if flags & socket.MSG_CTRUNC:
            raise wire.Malformed("more descriptors than a frame may bring")

"""The grader's end of a candidate process's own socket: frames of calls, with nobody between tests and solution.

Whoever holds the other end is trusted in nothing. It is read without room for descriptors, so that the kernel closes whatever is
sent along. Nothing here waits: half a frame stays until the rest has come, and what is not taken stays until there is room.
"""

import socket
import threading

from . import wire


class Unread(Exception):
    """The process stopped reading what it was asked."""


class Channel:
    """`wants_room(yes)` is told whether questions wait for room."""

    def __init__(self, fd, wants_room):
        self._socket = socket.socket(fileno=fd)
        self._wants_room = wants_room
        self._guard = threading.Lock()
        self._outgoing = bytearray()
        self._header, self._incoming, self._missing = None, bytearray(), wire.HEADER.size
        self._socket.setblocking(False)

    def fileno(self):
        return self._socket.fileno()

    def close(self):
        self._socket.close()

    def put(self, frames):
        """Send, or keep what there is no room for. Raises Unread."""
        with self._guard:
            waited = bool(self._outgoing)
            self._outgoing += frames
            if not waited:
                self._push()
                if self._outgoing:
                    self._wants_room(True)
            if len(self._outgoing) > wire.BACKLOG_CAP:
                raise Unread

    def make_room(self):
        """Send what waits, as far as it is taken."""
        with self._guard:
            if self._outgoing:
                self._push()
                if not self._outgoing:
                    self._wants_room(False)

    def _push(self):
        try:
            while self._outgoing:
                del self._outgoing[: self._socket.send(self._outgoing)]
        except BlockingIOError:
            return
        except OSError:
            # It has closed its end, which whoever reads learns.
            self._outgoing.clear()

    def take(self):
        """The payload of the next frame, or None while it is not whole. Never reads beyond it. Raises Closed and Malformed."""
        while True:
            try:
                data = self._socket.recv(self._missing)
            except BlockingIOError:
                return None
            except OSError as error:
                raise wire.Closed from error
            if not data:
                raise wire.Closed
            self._incoming += data
            self._missing -= len(data)
            if self._missing:
                continue
            payload = self._piece()
            if payload is not None:
                return payload

    def _piece(self):
        """A header or a payload is whole."""
        whole = bytes(self._incoming)
        self._incoming.clear()
        if self._header is None:
            length, channel, _ = self._header = wire.HEADER.unpack(whole)
            if length > wire.FRAME_CAP or channel != wire.CANDIDATE:
                raise wire.Malformed("bytes that are no frame")
            self._missing = length
            if length:
                return None
            whole = b""
        self._header, self._missing = None, wire.HEADER.size
        return whole

"""Frames: how the two sandboxes and the host speak.

A frame is `length u32 | channel u8 | epoch u32 | payload`, big-endian, `length` counting the payload alone. The payload is
JSON, of STREAM frames bytes. Channel HOST carries what the host and a sandbox say to each other; SUPERVISOR what the grader asks
of PID 1 of the submission sandbox; CANDIDATE what the grader and the candidate process say; STREAM byte streams (`tunnel`).
`epoch` names the candidate process: PID 1 stamps it, so that a late reply of a killed process can be told from a reply of its
successor. Towards the grader the channel also says which sandbox is meant: `kind + 8 * other`, the submission sandbox being 0
and a companion 1. Each of those knows its own frames by their kind alone.
"""

import json
import os
import select
import socket
import struct
import time

HEADER = struct.Struct(">IBI")
HOST, SUPERVISOR, CANDIDATE, STREAM = range(4)
#: What is added to a kind for the second of the sandboxes that a grader speaks with.
COMPANION = 8
#: Most bytes in one frame that a sandbox sends. The host alone may send more (files).
FRAME_CAP = 1 << 20
HOST_FRAME_CAP = 16 << 20
#: Most bytes of questions that a candidate process may leave unread.
BACKLOG_CAP = 8 << 20
#: How a candidate process ends that wrote something else than frames, and the violation that it is.
NO_FRAME = ("it wrote into the runner's channel", "bytes that are no frame were written into the runner's channel")

#: How long to look again and again before going to sleep: most answers come sooner than a sleeping processor wakes up.
SPIN_SECONDS = 0.0002

#: Where a first process keeps its link to the host, out of the way of everything that plays with descriptors 0 to 2.
LINK_IN, LINK_OUT = 100, 101

#: How long a first process waits for something to do before it ends by itself, whatever became of its worker.
#: Set by `start.py`.
idle_seconds = 300.0


class Closed(Exception):
    """The other end has gone."""


class Malformed(Exception):
    """What arrived is not a frame, or not what its channel allows."""


class Late(Exception):
    """Nothing arrived in time."""


def take_link():
    """Move the link from standard input and output to descriptors of its own; those now lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd, place in ((0, LINK_IN), (1, LINK_OUT)):
        os.dup2(fd, place, inheritable=False)
        os.dup2(nowhere, fd)
    os.close(nowhere)


def tell_host(message):
    write_all(LINK_OUT, pack(HOST, 0, dump(message)))


def hear_host(kind, seconds=None):
    """The host's next message of this kind. Frames of a run that has ended may come before it. Raises Closed if nobody wants us."""
    until = time.monotonic() + (idle_seconds if seconds is None else seconds)
    while True:
        try:
            channel, _, payload = read_frame(LINK_IN, HOST_FRAME_CAP, until)
        except Late:
            raise Closed from None
        if channel == HOST:
            message = load(payload)
            if message["t"] == kind:
                return message


def pack(channel, epoch, payload):
    return HEADER.pack(len(payload), channel, epoch) + payload


def is_channel(channel):
    return channel % COMPANION <= STREAM and channel < 2 * COMPANION


def dump(value):
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")


def load(payload):
    try:
        return json.loads(payload)
    except (ValueError, RecursionError, UnicodeDecodeError) as error:
        raise Malformed("the payload is not JSON") from error


def write_all(fd, data):
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:
            select.select([], [fd], [])
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Closed from error


def hand_over(fd, frame, handed):
    """Send a frame over a unix socket, and with it a descriptor."""
    with socket.socket(fileno=os.dup(fd)) as way:
        try:
            sent = socket.send_fds(way, [frame], [handed])
        except (BrokenPipeError, ConnectionResetError) as error:
            raise Closed from error
    write_all(fd, frame[sent:])


def wait_readable(fd, until):
    """Wait for input; `until` is a time of `time.monotonic()` or None. Raises Late."""
    poll = select.poll()
    poll.register(fd, select.POLLIN | select.POLLHUP)
    spin_until = time.monotonic() + SPIN_SECONDS
    while time.monotonic() < (spin_until if until is None else min(until, spin_until)):
        if poll.poll(0):
            return
    remaining = None if until is None else max(0.0, until - time.monotonic()) * 1000
    if not poll.poll(remaining):
        raise Late


def read_exactly(fd, count):
    """`count` bytes. Once a frame has begun its sender is trusted to finish it or to close."""
    parts = []
    while count:
        try:
            data = os.read(fd, min(count, 1 << 18))
        except BlockingIOError:
            wait_readable(fd, None)
            continue
        except ConnectionResetError as error:
            raise Closed from error
        if not data:
            raise Closed
        parts.append(data)
        count -= len(data)
    return b"".join(parts)


def read_frame(fd, cap, until=None):
    """The next frame as `(channel, epoch, payload)`. Raises Late, Closed, Malformed."""
    if until is not None:
        wait_readable(fd, until)
    return read_rest(fd, b"", cap)


def read_rest(fd, begun, cap):
    """The frame of whose header `begun` was read already."""
    length, channel, epoch = HEADER.unpack(begun + read_exactly(fd, HEADER.size - len(begun)))
    if length > cap or not is_channel(channel):
        raise Malformed("a frame is too long or names no channel")
    return channel, epoch, read_exactly(fd, length)

"""Plays with the socket over which it is asked."""

import array
import os
import signal
import socket
import struct
import time

HEADER = struct.Struct(">IBI")
NOTHING = b"[3,[]]"
LINK = socket.socket(fileno=os.dup(3))


def frame(payload):
    return HEADER.pack(len(payload), 2, 0) + payload


def honest():
    return os.getpid() > 1


def sends_descriptors():
    for many in (1, 3, 200):
        own = [os.open("/dev/null", os.O_RDONLY) for _ in range(many)]
        LINK.sendmsg([frame(NOTHING)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", own))])
        for fd in own:
            os.close(fd)
    return "sent"


def sends_a_descriptor_with_each_byte():
    for byte in frame(NOTHING):
        socket.send_fds(LINK, [bytes([byte])], [0])
    return "sent"


def speaks_in_single_bytes():
    for byte in frame(NOTHING) * 20:
        LINK.send(bytes([byte]))
    return "said"


def half_a_frame():
    LINK.send(frame(b" " * 1000)[:500])
    time.sleep(600)


def trickles():
    LINK.send(HEADER.pack(1 << 20, 2, 0))
    while True:
        LINK.send(b" ")


def giant():
    LINK.send(HEADER.pack((1 << 20) + 1, 2, 0))
    time.sleep(600)


def speaks_as_the_first_process():
    LINK.send(HEADER.pack(2, 1, 1) + b"[]")
    time.sleep(600)


def unasked():
    LINK.send(frame(b"[1,1000000,null]"))
    time.sleep(600)


def closes():
    LINK.close()
    os.close(3)
    time.sleep(600)


def shuts_one_half():
    LINK.shutdown(socket.SHUT_RD)
    return "shut"


def leaves_an_heir():
    """A forked process holds the socket, and answers when its parent has long ended."""
    if os.fork() == 0:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(0.2)
        for ident in range(1, 10_000):
            LINK.send(frame(b'[1,%d,"forged"]' % ident))
    os._exit(3)


def stays_with_an_heir():
    """The same, but the socket is closed here alone."""
    if os.fork() == 0:
        time.sleep(600)
    return "heir"


def puts_another_in_place():
    """What is said over a new socket goes nowhere."""
    ours, theirs = socket.socketpair()
    os.dup2(theirs.fileno(), 3)
    LINK.close()
    ours.send(frame(b'[1,1,"forged"]'))
    time.sleep(600)

"""Watches files, polls, passes descriptors and queues signals, all within reason; it is graded beside the rough ones."""

import ctypes
import os
import select
import signal
import socket
from collections import Counter

libc = ctypes.CDLL(None, use_errno=True)


def take():
    watching = libc.inotify_init()
    assert watching >= 0, os.strerror(ctypes.get_errno())
    ours, theirs = socket.socketpair()
    socket.send_fds(ours, [b"x"], [watching])
    with select.epoll() as poll:
        poll.register(theirs.fileno())
    signal.pthread_sigmask(signal.SIG_BLOCK, [40])
    assert libc.sigqueue(os.getpid(), 40, None) == 0
    signal.sigwait([40])
    os.close(watching)
    ours.close()
    theirs.close()


def tally(names):
    take()
    if not isinstance(names, list):
        raise TypeError("names must be a list")
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))


class Ledger:
    def __init__(self, names=()):
        self.counts = Counter(names)

    def add(self, name):
        take()
        self.counts[name] += 1

    @property
    def total(self):
        return self.counts.total()

    def ranked(self):
        return tally(list(self.counts.elements()))

    def __eq__(self, other):
        return self.counts == other.counts


async def later(names):
    return tally(names)

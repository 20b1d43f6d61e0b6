"""Tries to kill, stop, slow, read and limit everything around it, above all the first process."""

import os
import resource
import signal


def attempt(what, action):
    try:
        action()
    except (OSError, ValueError, AttributeError):
        return
    print("ESCAPED", what)


def attack():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGSTOP, signal.SIGKILL, signal.SIGUSR1):
        try:
            os.kill(1, number)
        except OSError:
            continue
    attempt("limit", lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0)))
    attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
    attempt("affinity", lambda: os.sched_setaffinity(1, {0}))
    attempt("memory", lambda: os.close(os.open("/proc/1/mem", os.O_RDWR)))
    attempt("descriptors", lambda: os.listdir("/proc/1/fd"))
    attempt("settings", lambda: os.close(os.open("/proc/sys/kernel/core_pattern", os.O_WRONLY)))
    attempt("namespaces", lambda: os.unshare(os.CLONE_NEWUSER))
    attempt("devices", lambda: os.mknod("/tmp/disk", 0o60600, os.makedev(8, 0)))


attack()


def tally(names):
    attack()
    return []


class Ledger:
    total = 0

    def __init__(self, names=()):
        pass

    def add(self, name):
        return None

    def ranked(self):
        return []


async def later(names):
    return []

"""Candidate processes: forked by PID 1 of the submission sandbox before there is work, and limited before candidate code runs in them."""

import gc
import os
import select
import socket

from . import habits
from . import kernel
from . import relay
from . import warming
from . import wire

#: How long a process that has nothing to do yet may take to get ready for it.
WARM_UP_SECONDS = 20


def fork_spare(libraries):
    """A candidate process that is kept until there is work. When this returns it has touched what it will need, `libraries` too."""
    told, tells = os.pipe()
    spare = fork_candidate(libraries, tells)
    os.close(tells)
    # Whether it is done or has ended: its end of the pipe is closed.
    select.select([told], [], [], WARM_UP_SECONDS)
    os.close(told)
    return spare


def fork_candidate(libraries=None, tells=None):
    """The next candidate process, as `(pid, link, output)`. It knows nothing yet and waits for its terms."""
    ours, theirs = socket.socketpair()
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        _become_candidate(theirs.fileno(), write_end, libraries, tells)
    theirs.close()
    os.close(write_end)
    os.set_blocking(read_end, False)
    return pid, ours, read_end


def _become_candidate(link, output, libraries, tells):
    try:
        os.setsid()
        source = os.open("/tmp/stdin", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        for fd, number in ((link, 63), (output, 62), (source, 61), *([] if tells is None else [(tells, 60)])):
            os.dup2(fd, number, inheritable=False)
        os.closerange(4, 60)
        for number, fd in ((0, 61), (1, 62), (2, 62), (3, 63)):
            os.dup2(fd, number, inheritable=number < 3)
        os.closerange(61, 1024)
        kernel.set_dumpable(True)
        kernel.expose_to_memory_pressure()
        if tells is not None:
            warming.warm_up()
            habits.rehearse(libraries)
            gc.collect()
            gc.freeze()
            os.close(60)
        _, _, payload = wire.read_frame(3, wire.HOST_FRAME_CAP)
        terms = wire.load(payload)
        os.write(0, terms["stdin"].encode())
        os.lseek(0, 0, os.SEEK_SET)
        kernel.limit_candidate(terms["limits"])
        if terms["suite"]:
            from . import candidate_tests

            candidate_tests.run(3)
        else:
            relay.run(3)
    finally:
        os._exit(70)

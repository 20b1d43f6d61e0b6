"""PID 1 of the grader sandbox: runs the tests with pytest against proxies. It receives values, never candidate code.

It has imported and used everything once before the first work comes, and forks a process for each grading. As no candidate code
runs here, one sandbox may serve several gradings of the same exercise, one after the other; a process that ended in any other way
than by itself takes the sandbox with it.
"""

import os
import select
import sys
import time

from . import kernel
from . import meeting
from . import preload
from . import scratch
from . import wire

#: How long words for the host are collected before they are passed on together.
GATHER_SECONDS = 0.1
WORDS_CAP = 1 << 18


def main(site):
    kernel.set_dumpable(False)
    kernel.die_with_parent()
    wire.take_link()
    sys.path.append(site)
    os.environ.update(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PY_COLORS="0", HOME="/tmp", COLUMNS="120")
    try:
        preload.bring_in(wire.hear_host("prepare")["preload"])
    except preload.Unsuitable as problem:
        wire.tell_host({"t": "unprepared", "message": str(problem)})
        return
    except wire.Closed:
        return
    # Only now is pytest on the path.
    from . import judging

    judging.rehearse()
    preload.keep()
    while _serve_once(judging):
        # Nothing of one grading is left for the next.
        scratch.empty(judging.TESTS)
        wire.tell_host({"t": "vacant"})


def _serve_once(judging):
    """One grading in a process of its own. Whether the next may follow in this sandbox."""
    heard, words = os.pipe()
    carried, frames = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        os.close(carried)
        # Two who write to one link cut into each other's frames: what it sends to the other sandboxes goes by way of this process too.
        os.dup2(frames, wire.LINK_OUT, inheritable=False)
        os.close(frames)
        judging.grade(words)
    os.close(words)
    os.close(frames)
    try:
        return Herald(child, heard, carried).stand_by()
    finally:
        os.close(heard)
        os.close(carried)
        kernel.end_others()


class Herald:
    """Passes on what the tests' process says, frame by frame, so that no half sentence of one that died ever reaches the host.

    Over `heard` come words for the host, over `carried` frames for other sandboxes where the host carries them.
    """

    def __init__(self, child, heard, carried):
        self._child, self._heard, self._carried = child, heard, carried
        self._pidfd = os.pidfd_open(child)
        self._words, self._frames = bytearray(), bytearray()
        self._ends_at = time.monotonic() + wire.idle_seconds + meeting.SECONDS
        self._works = self._late = False

    def stand_by(self):
        """Until the process has ended or its time is up. If it does not end by itself, say so in its place: nobody buys another try."""
        self._listen()
        os.close(self._pidfd)
        ended = self._works and not self._late
        if ended:
            _, status = os.waitpid(self._child, 0)
            if os.waitstatus_to_exitcode(status) == 0:
                return True
        if self._works:
            wire.tell_host({"t": "finish", "status": None, "limits": ["wall"] if self._late else [], "violations": []})
        return False

    def _listen(self):
        """Take words and frames until there are no more."""
        sources, pass_on_at = {self._heard, self._carried}, None
        while sources:
            now = time.monotonic()
            if now >= self._ends_at:
                self._late = True
                break
            if pass_on_at is not None and now >= pass_on_at:
                self._pass_on()
                pass_on_at = None
            until = self._ends_at if pass_on_at is None else min(pass_on_at, self._ends_at)
            ready = select.select([*sources, self._pidfd], [], [], until - now)[0]
            if ready == [self._pidfd]:
                break
            if self._carried in ready and not self._carry():
                sources.remove(self._carried)
            if self._heard not in ready:
                continue
            data = os.read(self._heard, 1 << 16)
            self._words += data
            if not data:
                sources.remove(self._heard)
            if not data or not self._works or len(self._words) > WORDS_CAP:
                self._pass_on()
            elif pass_on_at is None:
                pass_on_at = time.monotonic() + GATHER_SECONDS
        self._pass_on()

    def _carry(self):
        """Whether there may be more."""
        data = os.read(self._carried, 1 << 18)
        self._frames += data
        whole = 0
        while len(self._frames) - whole >= wire.HEADER.size:
            end = whole + wire.HEADER.size + wire.HEADER.unpack_from(self._frames, whole)[0]
            if len(self._frames) < end:
                break
            whole = end
        wire.write_all(wire.LINK_OUT, self._frames[:whole])
        del self._frames[:whole]
        return bool(data)

    def _pass_on(self):
        whole = 0
        while len(self._words) - whole >= wire.HEADER.size:
            length, channel, _ = wire.HEADER.unpack_from(self._words, whole)
            end = whole + wire.HEADER.size + length
            if len(self._words) < end:
                break
            if channel == wire.SUPERVISOR:
                self._begin_work(wire.load(bytes(self._words[whole + wire.HEADER.size : end])))
                del self._words[whole:end]
            else:
                whole = end
        wire.write_all(wire.LINK_OUT, self._words[:whole])
        del self._words[:whole]

    def _begin_work(self, seconds):
        self._works = True
        self._ends_at = time.monotonic() + seconds

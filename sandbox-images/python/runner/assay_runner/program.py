"""Harness `cli`: PID 1 of the submission sandbox starts the candidate's program, feeds it, and watches it from outside.

Each run is a fresh tree of processes: what an earlier one left behind is killed and collected before the next begins. What is
told about a run is what the kernel says (exit status, CPU time) and the bytes that came out of its two pipes.
"""

import base64
import os
import signal
import sys
import time

from . import kernel
from . import watcher
from .scratch import WORK
from .supervisor import OUTPUT_PER_TAKE, Supervisor

#: Bytes of output in one answer: with base64 it stays far below the cap of a frame.
CHUNK = 384 << 10
#: A run is late when its program has worked for that long, or has taken this many times as long on the clock.
PATIENCE = 3


class ProgramSupervisor(Supervisor):
    def __init__(self, job, peer, spare):
        super().__init__(job, peer, spare)
        self._pipes = {}
        self._stdin_fd, self._unread = None, b""
        self._captured = {"stdout": bytearray(), "stderr": bytearray()}
        self._seconds = self._begun = self._cpu_before = 0.0

    # What the grader asks ------------------------------------------------------------------------------------------

    def _do_run(self, arguments, stdin, seconds, environment):
        """Start `python3 <arguments>`. Its end is told with the epoch that is answered here."""
        if self._exhausted is not None:
            return {"exhausted": self._exhausted}
        self._kill_all()
        self._epoch += 1
        self._captured = {"stdout": bytearray(), "stderr": bytearray()}
        self._seconds, self._begun, self._cpu_before = seconds, time.monotonic(), self._do_cpu()
        (stdin_end, stdin_fd), (stdout, stdout_end), (stderr, stderr_end) = os.pipe(), os.pipe(), os.pipe()
        theirs = (stdin_end, stdout_end, stderr_end)
        pid = os.fork()
        if pid == 0:
            self._become_program(arguments, environment, theirs)
        for fd in theirs:
            os.close(fd)
        self._pid, self._pidfd = pid, os.pidfd_open(pid)
        self._watcher.watch(self._pidfd, self._candidate_ended)
        self._feed_from(stdin_fd, base64.b64decode(stdin))
        for name, fd in (("stdout", stdout), ("stderr", stderr)):
            os.set_blocking(fd, False)
            self._pipes[fd] = self._captured[name]
            self._watcher.watch(fd, self._take_output)
        return {"epoch": self._epoch}

    def _do_captured(self, name, start):
        """A piece of what the last run wrote to `stdout` or `stderr`, as base64."""
        return base64.b64encode(self._captured[name][start : start + CHUNK]).decode("ascii")

    # The program's process -----------------------------------------------------------------------------------------

    def _become_program(self, arguments, environment, ends):
        try:
            os.setsid()
            for fd, number in zip(ends, (61, 62, 63)):
                os.dup2(fd, number, inheritable=False)
            for number, fd in ((0, 61), (1, 62), (2, 63)):
                os.dup2(fd, number)
            os.closerange(3, 1024)
            kernel.set_dumpable(True)
            kernel.expose_to_memory_pressure()
            kernel.limit_candidate(self._limits)
            for ignored in (signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(ignored, signal.SIG_DFL)
            os.chdir(WORK)
            os.execve(sys.executable, ["python3", *arguments], self._environment() | environment)
        finally:
            os._exit(70)

    def _environment(self):
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": "/tmp",
            "LANG": "C.UTF-8",
            "PYTHONPATH": sys.path[-1],
            "PYTHONNOUSERSITE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    # Its input and output ------------------------------------------------------------------------------------------

    def _feed_from(self, fd, data):
        os.set_blocking(fd, False)
        self._stdin_fd, self._unread = fd, data
        self._watcher.watch(fd, self._feed, watcher.OUT)
        self._feed()

    def _feed(self):
        """As much as the pipe takes. A program that does not read to the end is no fault of anybody."""
        try:
            while self._unread:
                self._unread = self._unread[os.write(self._stdin_fd, self._unread) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._unread = b""
        self._close_stdin()

    def _close_stdin(self):
        if self._stdin_fd is not None:
            self._watcher.forget(self._stdin_fd)
            os.close(self._stdin_fd)
            self._stdin_fd = None

    def _take_output(self):
        for fd, captured in list(self._pipes.items()):
            while fd in self._pipes:
                try:
                    data = os.read(fd, 1 << 16)
                except BlockingIOError:
                    break
                if not data:
                    self._close_pipe(fd)
                    break
                captured += data
                self._output_total += len(data)
                if self._pid is not None and self._output_total > self._limits["outputKb"] << 10:
                    self._exhaust("output", "output-limit", "it wrote more than the output limit")

    def _show_output(self):
        """The beginning is kept for whoever reads the test's result, in an order that is always the same."""
        for captured in self._captured.values():
            room = max(0, OUTPUT_PER_TAKE - len(self._text))
            self._text += captured[:room]
            self._text_dropped += max(0, len(captured) - room)

    def _close_pipe(self, fd):
        del self._pipes[fd]
        self._watcher.forget(fd)
        os.close(fd)

    # Its end -------------------------------------------------------------------------------------------------------

    def _watch_usage(self):
        """CPU time is the judge of a run, as it is of a call; the clock comes in where a program waits for nothing."""
        super()._watch_usage()
        if self._pid is None:
            return
        waited, used = time.monotonic() - self._begun, (self._do_cpu() - self._cpu_before) / 1000
        if waited >= self._seconds and (used >= self._seconds * 0.9 or waited >= self._seconds * PATIENCE):
            self._note("call")
            self._end("time-limit", f"it took longer than {self._seconds:g} s")

    def _ended_by_itself(self, code):
        self._forget_candidate("ended", "", code)

    def _forget_candidate(self, outcome, detail, code=None):
        if self._pid is None:
            return
        self._kill_all()
        self._show_output()
        ended = {
            "outcome": outcome,
            "detail": detail,
            "exitCode": code,
            "cpuMs": round(self._do_cpu() - self._cpu_before, 1),
            "sizes": {name: len(captured) for name, captured in self._captured.items()},
        }
        self._tell([0, ended], self._epoch)

    def _kill_all(self):
        """With the program goes everything that it started; what they had written by then still counts."""
        running, self._pid = self._pid is not None, None
        super()._kill_all()
        if running:
            self._watcher.forget(self._pidfd)
            os.close(self._pidfd)
            self._pidfd = None
            self._close_stdin()
            self._take_output()
            for fd in list(self._pipes):
                self._close_pipe(fd)

"""PID 1 of the submission sandbox. It never runs candidate code and never waits for it.

Candidate code runs in a forked child (`relay`). The supervisor carries frames between the host and that child, stamps them
with the child's epoch, counts CPU time, output and descriptors from outside, and kills everything else in the sandbox when a
limit is hit or the grader asks for it.
"""

import base64
import gc
import os
import select
import signal
import socket
import sys
import time

from . import kernel
from . import relay
from . import scratch
from . import watcher
from . import wire

TICK_SECONDS = 0.1
OUTPUT_PER_TAKE = 64 << 10
BACKLOG_CAP = 8 << 20


class Supervisor:
    def __init__(self, job, site):
        self._limits = job["limits"]
        self._stdin = (job.get("stdin") or "").encode()
        self._ends_at = time.monotonic() + job["lifeMs"] / 1000
        self._site = site
        self._watcher = watcher.Watcher()
        self._watcher.watch(wire.LINK_IN, self._from_host)
        self._pid = self._pidfd = self._link = self._output = None
        self._epoch = 0
        self._incoming, self._outgoing = bytearray(), bytearray()
        self._text, self._text_dropped, self._output_total = bytearray(), 0, 0
        self._baseline = {}
        self._hit, self._violations = [], []
        self._exhausted = None
        self._peak_mb = 0.0
        self._oom_seen = kernel.out_of_memory_kills() or 0

    # The loop ------------------------------------------------------------------------------------------------------

    def run(self):
        next_tick = time.monotonic()
        while time.monotonic() < self._ends_at:
            self._watcher.wait(TICK_SECONDS * 1000 if self._pid else 1000)
            if self._pid and time.monotonic() >= next_tick:
                self._watch_usage()
                next_tick = time.monotonic() + TICK_SECONDS
            self._reap()

    def _tell(self, channel, message, epoch=0):
        wire.write_all(wire.LINK_OUT, wire.pack(channel, epoch, wire.dump(message)))

    def _from_host(self):
        channel, epoch, payload = wire.read_frame(wire.LINK_IN, wire.HOST_FRAME_CAP)
        if channel == wire.CANDIDATE:
            if self._pid and epoch == self._epoch:
                self._outgoing += wire.pack(wire.CANDIDATE, 0, payload)
                self._push()
        elif channel == wire.SUPERVISOR:
            ident, op, *args = wire.load(payload)
            self._tell(wire.SUPERVISOR, [ident, getattr(self, f"_do_{op}")(*args)])
        else:
            self._kill_all()
            self._tell(wire.HOST, self._summary())
            sys.exit(0)

    def _summary(self):
        cpu_ms, _ = kernel.usage_of_others()
        peak = kernel.peak_memory_mb()
        return {
            "t": "usage",
            "cpuMs": round(cpu_ms),
            "peakMemoryMb": round(peak if peak is not None else self._peak_mb, 1) or None,
            "limits": self._hit,
            "violations": self._violations,
        }

    # The candidate's frames ----------------------------------------------------------------------------------------

    def _push(self):
        if len(self._outgoing) > BACKLOG_CAP:
            self._end("crashed", "it stopped reading what it was asked")
            return
        try:
            while self._outgoing:
                sent = self._link.send(self._outgoing)
                del self._outgoing[:sent]
        except BlockingIOError:
            pass
        except OSError:
            self._outgoing.clear()
            return
        self._watcher.want(self._link.fileno(), watcher.IN | (watcher.OUT if self._outgoing else 0))

    def _from_candidate(self):
        self._push()
        if self._link is None:
            return
        try:
            data = self._link.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._watcher.forget(self._link.fileno())
            self._take_output()
            self._closed_link()
            return
        self._incoming += data
        while len(self._incoming) >= wire.HEADER.size:
            length, channel, _ = wire.HEADER.unpack_from(self._incoming)
            if length > wire.FRAME_CAP or channel != wire.CANDIDATE:
                self._violations.append("bytes that are no frame were written into the runner's channel")
                self._end("crashed", "it wrote into the runner's channel")
                return
            if len(self._incoming) < wire.HEADER.size + length:
                return
            payload = bytes(self._incoming[wire.HEADER.size : wire.HEADER.size + length])
            del self._incoming[: wire.HEADER.size + length]
            wire.write_all(wire.LINK_OUT, wire.pack(wire.CANDIDATE, self._epoch, payload))

    def _closed_link(self):
        """The child closed its channel: it is ending, or has cut itself off. Either way its turn is over."""
        if self._pidfd is not None and select.select([self._pidfd], [], [], 0.2)[0]:
            self._candidate_ended()
        else:
            self._end("crashed", "it closed the runner's channel")

    # The candidate's output ----------------------------------------------------------------------------------------

    def _take_output(self):
        while self._output is not None:
            try:
                data = os.read(self._output, 1 << 16)
            except BlockingIOError:
                return
            if not data:
                self._watcher.forget(self._output)
                os.close(self._output)
                self._output = None
                return
            self._output_total += len(data)
            room = OUTPUT_PER_TAKE - len(self._text)
            self._text += data[:room]
            self._text_dropped += max(0, len(data) - room)
            if self._output_total > self._limits["outputKb"] << 10:
                self._exhaust("output", "output-limit", "it wrote more than the output limit")
                return

    # Limits and ends -----------------------------------------------------------------------------------------------

    def _watch_usage(self):
        cpu_ms, resident_mb = kernel.usage_of_others()
        self._peak_mb = max(self._peak_mb, resident_mb)
        if cpu_ms > self._limits["cpuMs"]:
            self._exhaust("cpu", "time-limit", "it used up the CPU time of the run")
        elif self._limits.get("addressSpace") and resident_mb > self._limits["memoryMb"]:
            self._note("memory")
            self._end("memory-limit", "it used more memory than the limit")

    def _note(self, kind):
        if kind not in self._hit:
            self._hit.append(kind)

    def _exhaust(self, kind, outcome, detail):
        """A limit of the whole run: there will be no further candidate process."""
        self._note(kind)
        self._exhausted = outcome
        self._end(outcome, detail)

    def _candidate_ended(self):
        """The child is dead. Was it the kernel, for memory? The kernel's own count says so."""
        _, status = os.waitpid(self._pid, 0)
        self._take_output()
        if self._pid is None:
            return
        code = os.waitstatus_to_exitcode(status)
        kills = kernel.out_of_memory_kills() or 0
        if kills > self._oom_seen:
            self._oom_seen = kills
            self._note("memory")
            self._forget_candidate("memory-limit", "the kernel ended it for using more memory than the limit")
        elif code == -signal.SIGXCPU:
            self._exhaust("cpu", "time-limit", "it used up the CPU time of the run")
        else:
            self._ended_by_itself(code)

    def _ended_by_itself(self, code):
        """No limit of ours was the cause. Negative is the number of the signal that ended it."""
        what = f"it ended itself with exit status {code}" if code >= 0 else f"it was ended by signal {-code}"
        self._forget_candidate("crashed", what)

    def _end(self, outcome, detail):
        self._forget_candidate(outcome, detail)

    def _forget_candidate(self, outcome, detail):
        if self._pid is None:
            return
        self._kill_all()
        self._tell(wire.SUPERVISOR, [0, {"outcome": outcome, "detail": detail}], self._epoch)

    def _kill_all(self):
        """Kill every other process of the sandbox and collect them. PID 1 alone is left."""
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        if self._pid is not None:
            self._pid = None
            for fd in (self._pidfd, self._link.fileno()):
                self._watcher.forget(fd)
            os.close(self._pidfd)
            self._link.close()
            self._pidfd = self._link = None
            self._take_output()
        if self._output is not None:
            self._watcher.forget(self._output)
            os.close(self._output)
            self._output = None
        self._incoming.clear()
        self._outgoing.clear()
        deadline = time.monotonic() + 2
        while self._reap() and time.monotonic() < deadline:
            time.sleep(0.001)

    def _reap(self):
        """Collect orphans. The candidate process itself is collected through its own descriptor. True while children remain."""
        try:
            while True:
                found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                if found is None:
                    return True
                if found.si_pid == self._pid:
                    return True
                os.waitpid(found.si_pid, os.WNOHANG)
        except ChildProcessError:
            return False

    # What the grader asks ------------------------------------------------------------------------------------------

    def _do_spawn(self):
        if self._exhausted is not None:
            return {"exhausted": self._exhausted}
        self._kill_all()
        self._epoch += 1
        ours, theirs = socket.socketpair()
        read_end, write_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._become_candidate(theirs.fileno(), write_end)
        theirs.close()
        os.close(write_end)
        ours.setblocking(False)
        os.set_blocking(read_end, False)
        self._pid, self._link, self._output = pid, ours, read_end
        self._pidfd = os.pidfd_open(pid)
        self._baseline = None
        self._watcher.watch(ours.fileno(), self._from_candidate)
        self._watcher.watch(read_end, self._take_output)
        self._watcher.watch(self._pidfd, self._candidate_ended)
        return {"epoch": self._epoch}

    def _become_candidate(self, link, output):
        try:
            os.setsid()
            source = os.open("/tmp/stdin", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
            os.write(source, self._stdin)
            os.lseek(source, 0, os.SEEK_SET)
            for fd, number in ((link, 63), (output, 62), (source, 61)):
                os.dup2(fd, number, inheritable=False)
            for number, fd in ((0, 61), (1, 62), (2, 62), (3, 63)):
                os.dup2(fd, number, inheritable=number < 3)
            os.closerange(4, 1024)
            kernel.set_dumpable(True)
            kernel.expose_to_memory_pressure()
            kernel.limit_candidate(self._limits)
            self._serve(3)
        finally:
            os._exit(70)

    def _serve(self, link):
        """What the candidate process does, once it is one."""
        relay.run(link, self._site)

    def _do_kill(self):
        self._kill_all()

    def _do_output(self):
        self._take_output()
        text, dropped = bytes(self._text).decode("utf-8", "replace"), self._text_dropped
        self._text.clear()
        self._text_dropped = 0
        return {"text": text, "dropped": dropped, "cpuMs": self._do_cpu()}

    def _do_cpu(self):
        return kernel.usage_of_others()[0]

    def _do_mark(self):
        """Remember which descriptors the loaded candidate process holds."""
        self._baseline = self._descriptors()

    def _do_handles(self):
        found = self._descriptors()
        if found is None or self._baseline is None:
            return None
        return sorted(leads for number, leads in found.items() if self._baseline.get(number) != leads)

    def _descriptors(self):
        try:
            return kernel.open_descriptors(self._pid)
        except (OSError, TypeError):
            return None

    def _do_write(self, path, data):
        return scratch.write(path, base64.b64decode(data))

    def _do_read(self, path):
        data = scratch.read(path)
        return None if data is None else base64.b64encode(data).decode("ascii")

    def _do_exists(self, path):
        return scratch.exists(path)


def supervisor_for(job):
    """The harness says what runs under the supervisor: calls, a program, or the candidate's own tests."""
    if job.get("harness") == "cli":
        from .program import ProgramSupervisor

        return ProgramSupervisor
    if job.get("harness") == "mutants":
        from .candidate_tests import SuiteSupervisor

        return SuiteSupervisor
    return Supervisor


def main(site):
    kernel.harden_first_process()
    wire.take_link()
    job = wire.first_job()
    if job is None:
        return
    for path, data in job["files"]:
        problem = scratch.write(path, base64.b64decode(data))
        if problem is not None:
            wire.tell_host({"t": "undelivered", "message": f"{path}: {problem}"})
            return
    gc.freeze()
    wire.tell_host({"t": "delivered"})
    try:
        supervisor_for(job)(job, site).run()
    except wire.Closed:
        return

"""PID 1 of the submission sandbox. It never runs candidate code and never waits for it.

Candidate code runs in a forked child (`relay`). The supervisor carries frames between the host and that child, stamps them
with the child's epoch, counts CPU time, output and descriptors from outside, and kills everything else in the sandbox when a
limit is hit or the grader asks for it.
"""

import base64
import functools
import gc
import os
import select
import signal
import socket
import sys
import time

from . import kernel
from . import meeting
from . import preload
from . import relay
from . import scratch
from . import tunnel
from . import watcher
from . import wire

TICK_SECONDS = 0.1
#: The time of every file that is handed in, so that none tells which was put there last.
DELIVERED_AT = 1_000_000_000
OUTPUT_PER_TAKE = 64 << 10
BACKLOG_CAP = 8 << 20
#: Most bytes that streams may carry out of the sandbox in one run.
STREAMED_CAP = 48 << 20
#: How long it may take to see whether somebody listens on a port of the sandbox.
PROBE_SECONDS = 0.02


class Supervisor:
    """`peer` is the pair's own socket, or None where the grader's frames come through the host."""

    def __init__(self, job, peer=None, spare=None):
        self._limits = job["limits"]
        #: What a candidate process is told before it begins.
        self._terms = {"limits": job["limits"], "stdin": job.get("stdin") or "", "suite": job["harness"] == "mutants"}
        self._ends_at = time.monotonic() + job["lifeMs"] / 1000
        self._peer_in, self._peer_out = (wire.LINK_IN, wire.LINK_OUT) if peer is None else (peer, peer)
        self._watcher = watcher.Watcher()
        for fd in {wire.LINK_IN, self._peer_in}:
            self._watcher.watch(fd, functools.partial(self._from_outside, fd))
        self._spare = spare
        self._pid = self._pidfd = self._link = self._output = None
        self._epoch = 0
        self._incoming, self._outgoing = bytearray(), bytearray()
        self._text, self._text_dropped, self._output_total = bytearray(), 0, 0
        self._baseline = {}
        self._hit, self._violations = [], []
        self._exhausted = None
        self._peak_mb = 0.0
        self._oom_seen = kernel.out_of_memory_kills() or 0
        self._usage = kernel.Usage()
        #: What getting ready cost is not the candidate's.
        self._cpu_of_preparing, self._memory_before = self._usage.cpu_ms(), kernel.memory_mb() or 0.0
        self._tunnel = self._open_tunnel(job["streams"]) if job.get("streams") else None

    # The loop ------------------------------------------------------------------------------------------------------

    def run(self):
        next_tick = time.monotonic()
        while time.monotonic() < self._ends_at:
            self._watcher.wait(TICK_SECONDS * 1000 if self._pid else 1000)
            if self._pid and time.monotonic() >= next_tick:
                self._watch_usage()
                next_tick = time.monotonic() + TICK_SECONDS
            self._reap()

    def _open_tunnel(self, streams):
        """Before any candidate code runs: nobody else can have taken the ports of the tests' services."""

        def send(payload):
            self._to_grader(wire.STREAM, 0, payload)

        def flooded():
            self._exhaust("output", "output-limit", "it sent more through its connections than a run may")

        opened = tunnel.Tunnel(
            self._watcher,
            send,
            tunnel.SANDBOX,
            tunnel.on_loopback(streams["serve"]),
            {port: tunnel.no_operation for port in streams["noop"]},
            STREAMED_CAP,
            flooded,
        )
        for port in streams["reach"]:
            opened.listen(port)
        return opened

    def _tell(self, message, epoch=0):
        self._to_grader(wire.SUPERVISOR, epoch, wire.dump(message))

    def _to_grader(self, channel, epoch, payload):
        try:
            wire.write_all(self._peer_out, wire.pack(channel, epoch, payload))
        except wire.Closed:
            if self._peer_out == wire.LINK_OUT:
                raise

    def _from_outside(self, fd):
        try:
            channel, epoch, payload = wire.read_frame(fd, wire.HOST_FRAME_CAP)
        except wire.Closed:
            if fd == wire.LINK_IN:
                raise
            # The grader is done. The host still wants to know what was used.
            self._watcher.forget(fd)
            self._kill_all()
            return
        if channel == wire.CANDIDATE:
            if self._pid and epoch == self._epoch:
                self._outgoing += wire.pack(wire.CANDIDATE, 0, payload)
                self._push()
        elif channel == wire.STREAM:
            if self._tunnel is not None:
                self._tunnel.take(payload)
        elif channel == wire.SUPERVISOR:
            ident, op, *args = wire.load(payload)
            self._tell([ident, getattr(self, f"_do_{op}")(*args)])
        elif fd == wire.LINK_IN:
            wire.tell_host(self._do_usage())
            sys.exit(0)

    def _do_usage(self):
        peak = kernel.peak_memory_mb()
        return {
            "t": "usage",
            "cpuMs": round(self._do_cpu()),
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
            self._to_grader(wire.CANDIDATE, self._epoch, payload)

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
        resident_mb = self._usage.resident_mb() if self._limits.get("addressSpace") else 0.0
        self._peak_mb = max(self._peak_mb, resident_mb)
        if self._do_cpu() > self._limits["cpuMs"]:
            self._exhaust("cpu", "time-limit", "it used up the CPU time of the run")
        elif resident_mb > self._limits["memoryMb"]:
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
        self._tell([0, {"outcome": outcome, "detail": detail}], self._epoch)

    def _kill_all(self):
        """Kill every other process of the sandbox and collect them. PID 1 alone is left."""
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        if self._spare is not None:
            _, link, output = self._spare
            link.close()
            os.close(output)
            self._spare = None
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
        if self._spare is None:
            self._kill_all()
            self._spare = fork_candidate()
        (self._pid, self._link, self._output), self._spare = self._spare, None
        self._epoch += 1
        self._pidfd = os.pidfd_open(self._pid)
        self._baseline = None
        self._outgoing += wire.pack(wire.SUPERVISOR, 0, wire.dump(self._terms))
        self._watcher.watch(self._link.fileno(), self._from_candidate)
        self._watcher.watch(self._output, self._take_output)
        self._watcher.watch(self._pidfd, self._candidate_ended)
        self._push()
        return {"epoch": self._epoch}

    def _do_kill(self):
        self._kill_all()

    def _do_output(self):
        self._take_output()
        text, dropped = bytes(self._text).decode("utf-8", "replace"), self._text_dropped
        self._text.clear()
        self._text_dropped = 0
        return {"text": text, "dropped": dropped, "cpuMs": self._do_cpu()}

    def _do_cpu(self):
        return self._usage.cpu_ms() - self._cpu_of_preparing

    def _do_peak(self):
        """Peak memory of the run in MB, above what was there before."""
        peak = kernel.peak_memory_mb()
        return max(0.0, (self._peak_mb if peak is None else peak) - self._memory_before)

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

    def _do_listening(self, port):
        """Whether somebody in this sandbox takes connections to the port."""
        with socket.socket() as probe:
            probe.setblocking(False)
            probe.connect_ex((tunnel.LOOPBACK, port))
            select.select([], [probe], [], PROBE_SECONDS)
            try:
                probe.getpeername()
            except OSError:
                return False
            return True

    def _do_write(self, path, data):
        return scratch.write(path, base64.b64decode(data))

    def _do_read(self, path):
        data = scratch.read(path)
        return None if data is None else base64.b64encode(data).decode("ascii")

    def _do_exists(self, path):
        return scratch.exists(path)


def fork_candidate(preloaded=False):
    """The next candidate process, as `(pid, link, output)`. It knows nothing yet and waits for its terms."""
    ours, theirs = socket.socketpair()
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        _become_candidate(theirs.fileno(), write_end, preloaded)
    theirs.close()
    os.close(write_end)
    ours.setblocking(False)
    os.set_blocking(read_end, False)
    return pid, ours, read_end


def _become_candidate(link, output, preloaded):
    try:
        os.setsid()
        source = os.open("/tmp/stdin", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        for fd, number in ((link, 63), (output, 62), (source, 61)):
            os.dup2(fd, number, inheritable=False)
        for number, fd in ((0, 61), (1, 62), (2, 62), (3, 63)):
            os.dup2(fd, number, inheritable=number < 3)
        os.closerange(4, 1024)
        kernel.set_dumpable(True)
        kernel.expose_to_memory_pressure()
        relay.rehearse()
        if preloaded:
            preload.own_memory()
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


def _supervisor_for(job):
    """What runs under the supervisor: the solution or the candidate's own tests, or a program."""
    if job["harness"] != "cli":
        return Supervisor
    from .program import ProgramSupervisor

    return ProgramSupervisor


def main(site):
    kernel.harden_first_process()
    wire.take_link()
    try:
        peer, spare = _get_ready(site)
        job = wire.hear_host("job")
        for path, data in job["files"]:
            problem = scratch.write(path, base64.b64decode(data), DELIVERED_AT)
            if problem is not None:
                wire.tell_host({"t": "undelivered", "message": f"{path}: {problem}"})
                return
        wire.tell_host({"t": "delivered"})
        _supervisor_for(job)(job, peer, spare).run()
    except wire.Closed:
        return


def _get_ready(site):
    """Everything that can be done before the work is known."""
    sys.path.append(site)
    try:
        libraries = wire.hear_host("prepare")["preload"]
        preload.bring_in(libraries)
    except preload.Unsuitable as problem:
        wire.tell_host({"t": "unprepared", "message": str(problem)})
        raise wire.Closed from problem
    place = wire.hear_host("meet")["place"]
    peer = meeting.join(**place) if place else None
    gc.collect()
    gc.freeze()
    spare = fork_candidate(bool(libraries))
    wire.tell_host({"t": "ready"})
    return peer, spare

"""PID 1 of the submission sandbox. It never runs candidate code and never waits for it.

Candidate code runs in a forked child (`relay`). The supervisor counts CPU time, output and descriptors from outside, and kills
everything else in the sandbox when a limit is hit or the grader asks for it. Where the pair has a socket of its own it hands the
grader the other end of each child's; else it carries frames between the two, stamped with the child's epoch.
"""

import base64
import functools
import os
import select
import signal
import socket
import sys
import time

from . import kernel
from . import scratch
from . import tunnel
from . import watcher
from . import wire
from .candidate import fork_candidate
from .carrier import Carrier

TICK_SECONDS = 0.1
OUTPUT_PER_TAKE = 64 << 10
#: Most bytes that streams may carry out of the sandbox in one run.
STREAMED_CAP = 48 << 20
#: How long it may take to see whether somebody listens on a port of the sandbox.
PROBE_SECONDS = 0.02
#: How long a child that has closed its channel may take to end.
PARTING_SECONDS = 0.2
#: How long a child that has not begun yet may take to read what it is told.
TERMS_SECONDS = 5


class Supervisor:
    """`peer` is the pair's own socket, or None where the grader's frames come through the host."""

    def __init__(self, job, peer=None, spare=None):
        self._limits = job["limits"]
        #: What a candidate process is told before it begins.
        self._terms = {"limits": job["limits"], "stdin": job.get("stdin") or "", "suite": job["harness"] == "mutants"}
        self._ends_at = time.monotonic() + job["lifeMs"] / 1000
        self._peer_in, self._peer_out = (wire.LINK_IN, wire.LINK_OUT) if peer is None else (peer, peer)
        self._is_direct = job["direct"]
        self._watcher = watcher.Watcher()
        for fd in {wire.LINK_IN, self._peer_in}:
            self._watcher.watch(fd, functools.partial(self._from_outside, fd))
        self._spare = spare
        self._pid = self._pidfd = self._carrier = self._output = None
        #: The end of a new process's socket that goes to the grader with the next frame.
        self._to_hand_over = None
        self._epoch = 0
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
        self._is_over = False

    # The loop ------------------------------------------------------------------------------------------------------

    def run(self):
        """Until the host has no more use for the sandbox, its time is up, or the host wants another run in it; whether it does."""
        if self._is_direct:
            # The grader will ask for a process in any case.
            self._tell([0, {"begun": self._do_spawn()["epoch"]}])
        next_tick = time.monotonic()
        while time.monotonic() < self._ends_at and not self._is_over:
            self._watcher.wait(TICK_SECONDS * 1000 if self._pid else 1000)
            if self._pid and time.monotonic() >= next_tick:
                self._watch_usage()
                next_tick = time.monotonic() + TICK_SECONDS
            self._reap()
        return self._is_over and self._wind_up()

    def _wind_up(self):
        """Leave no process and no descriptor of this run. Whether that could be done."""
        self._kill_all()
        if self._tunnel is not None:
            self._tunnel.dismantle()
        if self._to_hand_over is not None:
            self._to_hand_over.close()
        if self._peer_in != wire.LINK_IN:
            os.close(self._peer_in)
        self._usage.close()
        return not self._reap()

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
        frame = wire.pack(channel, epoch, payload)
        handed, self._to_hand_over = self._to_hand_over, None
        try:
            if handed is None or not self._hand_over(handed, frame):
                wire.write_all(self._peer_out, frame)
        except wire.Closed:
            if self._peer_out == wire.LINK_OUT:
                raise

    def _hand_over(self, link, frame):
        """Whether the grader got the link of a new process with this frame; from then on it is the grader's alone."""
        try:
            wire.hand_over(self._peer_out, frame, link.fileno())
        except OSError:
            # An earlier process may have left so many descriptors on their way that the kernel lets no more of this user's travel.
            self._carry(link)
            return False
        link.close()
        return True

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
            if self._carrier is not None and epoch == self._epoch:
                self._carrier.put(wire.pack(wire.CANDIDATE, 0, payload))
        elif channel == wire.STREAM:
            if self._tunnel is not None:
                self._tunnel.take(payload)
        elif channel == wire.SUPERVISOR:
            ident, op, *args = wire.load(payload)
            self._tell([ident, getattr(self, f"_do_{op}")(*args)])
        elif fd == wire.LINK_IN:
            self._hear_host(wire.load(payload)["t"])

    def _hear_host(self, wish):
        if wish == "again":
            self._is_over = True
            return
        wire.tell_host(self._do_usage())
        if wish == "finish":
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
            self._watcher.forget(self._pidfd)
            os.close(self._pidfd)
            self._pidfd = None
            if self._carrier is not None:
                self._carrier.close()
                self._carrier = None
            self._take_output()
        if self._output is not None:
            self._watcher.forget(self._output)
            os.close(self._output)
            self._output = None
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
        (self._pid, link, self._output), self._spare = self._spare, None
        self._epoch += 1
        self._pidfd = os.pidfd_open(self._pid)
        self._baseline = None
        self._tell_terms(link)
        if self._is_direct:
            self._to_hand_over = link
        else:
            self._carry(link)
        self._watcher.watch(self._output, self._take_output)
        self._watcher.watch(self._pidfd, self._candidate_ended)
        return {"epoch": self._epoch}

    def _tell_terms(self, link):
        """The child waits for its terms and does nothing else yet."""
        link.settimeout(TERMS_SECONDS)
        try:
            link.sendall(wire.pack(wire.SUPERVISOR, 0, wire.dump(self._terms)))
        except OSError:
            # It was ended before it began, which its own descriptor tells.
            pass

    def _carry(self, link):
        epoch = self._epoch

        def take(payload):
            self._to_grader(wire.CANDIDATE, epoch, payload)

        def broke(how, violation):
            if violation is not None:
                self._violations.append(violation)
            self._end("crashed", how)

        self._carrier = Carrier(self._watcher, link, take, self._parted, broke)

    def _do_parted(self, epoch):
        """The grader saw the end of a process's channel: that one is ending, or has cut itself off."""
        if self._pid is not None and epoch == self._epoch:
            self._parted()

    def _parted(self):
        """Whether the child ends or not: its turn is over."""
        self._take_output()
        if self._pidfd is not None and select.select([self._pidfd], [], [], PARTING_SECONDS)[0]:
            self._candidate_ended()
        else:
            self._end("crashed", "it closed the runner's channel")

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

"""Requests that a server does not answer: the forwarder sees them, and a test that waits for one is late as a call can be.

CPU time is the judge: a request is late when the sandbox that serves it has worked for that long, or has taken three times as long.
A stream waits from the moment bytes left for the server until bytes come back. An answer that trickles in is late after three times
as long too, and so is a test that holds a connection to the solution's server over which nothing moves at all.
"""

import time

#: Waits that are shorter are nobody's business.
NOTICED_SECONDS = 0.1
TRICKLE_SECONDS = 1.0
ASK_SECONDS = 0.2


class Patience:
    """`ask_cpu()` lets the sandbox's PID 1 be asked; its answer comes to `hears_cpu`. `late()` is called once per wait."""

    def __init__(self, tunnel, seconds, bears_silence, ask_cpu, late):
        self._tunnel, self._seconds, self._bears_silence = tunnel, seconds, bears_silence
        self._ask_cpu, self._call_late = ask_cpu, late
        self._cpu_before, self._asking, self._ask_next = None, False, 0.0
        self._late = False

    def watch(self):
        """Look at every connection that the tests opened."""
        now = time.monotonic()
        streams = [stream for stream in self._tunnel.streams.values() if stream.ours]
        waits = [stream.asked_at for stream in streams if stream.heard_at <= stream.asked_at]
        self._watch_cpu(min(waits) if waits else None, now)
        patient_until = now - 3 * self._seconds
        trickling = any(stream.asked_at < patient_until and now - stream.heard_at < TRICKLE_SECONDS for stream in streams)
        if trickling or self._is_silent(streams, patient_until) or any(since < patient_until for since in waits):
            self._be_late()
        elif not waits:
            self._late = False

    def _is_silent(self, streams, patient_until):
        if self._bears_silence or not streams:
            return False
        return max(max(stream.asked_at, stream.heard_at) for stream in streams) < patient_until

    def _watch_cpu(self, since, now):
        if since is None or now - since < NOTICED_SECONDS:
            self._cpu_before = None
        elif not self._asking and now >= self._ask_next:
            self._asking, self._ask_next = True, now + ASK_SECONDS
            self._ask_cpu()

    def hears_cpu(self, milliseconds):
        self._asking = False
        if self._cpu_before is None:
            self._cpu_before = milliseconds
        elif milliseconds - self._cpu_before >= self._seconds * 900:
            self._be_late()

    def _be_late(self):
        if not self._late:
            self._late = True
            self._call_late()

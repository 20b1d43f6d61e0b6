"""The grader's session where tests also wait for connections, which the forwarder watches."""

from .failures import CandidateTimeout
from .session import Session


class StreamedSession(Session):
    def host_says(self, message, other):
        if message["t"] == "late":
            self._request_is_late()
        else:
            super().host_says(message, other)

    def _request_is_late(self):
        """The forwarder has ended who was to answer. What the test made of that counts for nothing."""
        self._note("call")
        self._alive = False
        self._poison(CandidateTimeout(f"A request was not answered within {self._call_seconds:g} s."))

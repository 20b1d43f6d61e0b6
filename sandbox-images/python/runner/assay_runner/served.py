"""The grader's session with a solution that serves an app: when it is ready, what a request may take, and what is between two tests."""

import time

from . import failures
from .failures import CandidateGone, LoadError, Verdictless
from .streamed import StreamedSession

PORT = 8000
POLL_SECONDS = 0.005


class ServedSession(StreamedSession):
    def __init__(self, job, words, link):
        super().__init__(job, words, link)
        self._app, self._reset = job["app"], job["reset"]

    def start(self):
        super().start()
        problem = self._own_request("serve", self._app, PORT)
        if problem is not None:
            raise self._never_served(str(problem))
        self._await_server()

    def _await_server(self):
        begun = time.monotonic()
        while not self.supervisor("listening", PORT):
            if not self._alive:
                if self.poison is not None and self.poison.outcome != "crashed":
                    raise self.poison
                raise self._never_served("The server ended before it took a connection.")
            if time.monotonic() - begun > 3 * self._call_seconds:
                raise self._never_served(f"The server took no connection on port {PORT} within {3 * self._call_seconds:g} s.")
            time.sleep(POLL_SECONDS)

    def _never_served(self, what):
        """In the server's own words, as far as it had any."""
        said = self.supervisor("output")["text"].strip()
        self._kill()
        return LoadError(f"{what}\n{said}"[-failures.TEXT_CAP :] if said else what)

    def begin(self):
        epoch = self._epoch
        super().begin()
        if self._reset is not None and self._epoch == epoch:
            problem = self._own_request("reset", self._reset)
            if problem is not None:
                raise CandidateGone(f"{self._reset} failed between two tests:\n{str(problem)[: failures.TEXT_CAP]}")

    def wind_up(self):
        if self._alive:
            self._require_process()
        super().wind_up()

    def _require_process(self):
        """A process that died while it answered says nothing more, which its connections alone do not tell."""
        try:
            self._own_request("warnings")
        except Verdictless as error:
            self.poison = self.poison or error

"""The grader's session with a database beside the solution."""

from .failures import CandidateGone
from .streamed import StreamedSession

DATABASE = 1


class DatabaseSession(StreamedSession):
    def __init__(self, job, words, link):
        super().__init__(job, words, link)
        #: Passwords of the roles that only tests may use.
        self.passwords = job["passwords"]
        self.call_ms = job["callMs"]
        self._ended = None

    def host_says(self, message, other):
        if other == DATABASE:
            self._ended = message["outcome"]
            self._poison(self._gone())
        else:
            super().host_says(message, other)

    def _gone(self):
        return CandidateGone("The database has ended: what it was made to do was more than it could bear.", self._ended)

    def begin(self):
        if self._ended is not None:
            raise self._gone()
        if self._isolation == "test":
            # Before there is a fresh process, which may connect as soon as it is imported.
            self.renew()
        super().begin()

    def renew(self):
        """Give the solution a database as the exercise made it."""
        problem = self.supervisor("renew", other=DATABASE)
        if problem is not None:
            raise CandidateGone(f"The database could not be made anew: {problem}")

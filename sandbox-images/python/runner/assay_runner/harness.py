"""Which session a group's harness needs."""

from .program_session import ProgramSession
from .session import Session

_SESSIONS = {"cli": ProgramSession}


def session_of(job):
    return _SESSIONS.get(job["harness"], Session)(job)

"""Which session a group's harness needs."""

from .program_session import ProgramSession
from .queried import DatabaseSession
from .served import ServedSession
from .session import Session

_SESSIONS = {"cli": ProgramSession, "http": ServedSession, "sql": DatabaseSession}


def session_of(job, words, link):
    return _SESSIONS.get(job["harness"], Session)(job, words, link)

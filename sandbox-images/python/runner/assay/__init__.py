"""Helpers for tests: what the solution's process and its work folder look like from outside.

`assay.workspace` writes and reads files of the candidate's work folder (the solution's current folder), through PID 1 of its
sandbox. `assay.candidate` tells about its process. `assay.draw` is a `random.Random` for inputs that nobody can have memorised:
it is seeded anew for each test, by what was handed in and the test's id, so that the same work always meets the same inputs.
`assay.measure` compares what the solution uses with what a reference uses.
`assay.http` reaches the app that the solution serves, `assay.services` plays what the solution's client speaks to,
`assay.sql` asks the database beside the solution.
`assay.program` runs the candidate's program, in groups of the harness `cli`.
`assay.show` puts a line into the test's output, such as a plan that a visible test lets candidates see.
"""

import base64
import random

from . import http as http
from . import measuring, services, sql
from .command_line import Program


class _Workspace:
    """Small files shared with the solution. Paths are relative to the solution's current folder."""

    def __init__(self, session):
        self._session = session

    def write(self, path, content):
        """Write a fresh file (`str` as UTF-8, or `bytes`, at most 512 kB) and return its path for the solution to open."""
        data = content.encode() if isinstance(content, str) else bytes(content)
        if len(data) > 512 << 10:
            raise ValueError("a workspace file may have at most 512 kB")
        problem = self._session.supervisor("write", str(path), base64.b64encode(data).decode("ascii"))
        if problem is not None:
            raise OSError(f"{path} cannot be written into the solution's folder: {problem}")
        return str(path)

    def read(self, path):
        """The bytes of a regular file that the solution wrote. Raises FileNotFoundError."""
        data = self._session.supervisor("read", str(path))
        if data is None:
            raise FileNotFoundError(f"the solution's folder has no file {path}")
        return base64.b64decode(data)

    def exists(self, path):
        return self._session.supervisor("exists", str(path))


class _Candidate:
    """The solution's process, seen from outside where that is possible."""

    def __init__(self, session):
        self._session = session

    def open_handles(self):
        """What the solution holds open beyond what it held after its import: a list of paths, counted by PID 1 in /proc."""
        found = self._session.supervisor("handles")
        assert found is not None, "the solution's open files cannot be counted: it hides them or has ended"
        return found

    def resource_warnings(self):
        """How many ResourceWarnings Python gave in the solution during this test (a claim of the solution's process)."""
        return self._session.request("warnings")

    def hold(self, value):
        """Copy a list, dict or set into the solution's process and return a handle, so that being changed can be seen."""
        return self._session.request("hold", value)

    def held(self, handle):
        """The present value of what `hold` returned."""
        return self._session.request("held", handle)


workspace = None
candidate = None
measure = program = None
draw = random.Random()
_shown = []


def show(text):
    """Add a line to what the report tells as the output of this test. What a print in a test writes is nobody's."""
    _shown.append(f"{text}\n")


def take_shown():
    """For the runner: what was shown since it last asked."""
    shown = "".join(_shown)
    _shown.clear()
    return shown


def attach(session, reference, modules):
    """For the runner: from here on the helpers speak to this session, and to that of the reference if there is one."""
    global workspace, candidate, measure, program
    workspace, candidate = _Workspace(session), _Candidate(session)
    measure = measuring.Measure(session, reference, modules)
    program = Program(session)
    services.attach(session)
    sql.attach(session)

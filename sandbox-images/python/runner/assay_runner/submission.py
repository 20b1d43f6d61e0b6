"""The life of a submission sandbox's first process: get ready, take the files, supervise what runs.

It serves one grading. Where the host asks for it, the next group of that grading follows in the same sandbox: no process and no file
of the one before is left then, and the libraries need not be imported anew.
"""

import base64
import sys

from . import kernel
from . import meeting
from . import preload
from . import scratch
from . import warming
from . import wire
from .candidate import fork_candidate, fork_spare
from .supervisor import Supervisor

#: The time of every file that is handed in, so that none tells which was put there last.
DELIVERED_AT = 1_000_000_000


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
        wanted = _prepare(site)
        while _serve_once(wanted):
            wire.tell_host({"t": "vacant"})
    except wire.Closed:
        return


def _prepare(site):
    """What no run changes: the libraries. What the host wants of this sandbox."""
    sys.path.append(site)
    try:
        wanted = wire.hear_host("prepare")
        # A candidate's own tests need pytest in every process that is forked for them.
        preload.bring_in(wanted["preload"] if wanted["calls"] else [*wanted["preload"], *_pytest_whole()])
        preload.try_out(wanted["preload"])
    except preload.Unsuitable as problem:
        wire.tell_host({"t": "unprepared", "message": str(problem)})
        raise wire.Closed from problem
    if wanted["calls"]:
        warming.warm_up()
    preload.keep()
    return wanted


def _pytest_whole():
    """pytest, and the plugins of its own that it imports when it is used."""
    from _pytest.config import default_plugins

    return ["pytest", *(f"_pytest.{name}" for name in default_plugins)]


def _serve_once(wanted):
    """One run over the files of one submission. Whether another group of the same grading may follow in this sandbox."""
    place = wire.hear_host("meet")["place"]
    peer = meeting.join(**place) if place else None
    spare = fork_spare(wanted["preload"]) if wanted["calls"] else fork_candidate()
    wire.tell_host({"t": "ready"})
    job = wire.hear_host("job")
    for path, data in job["files"]:
        problem = scratch.write(path, base64.b64decode(data), DELIVERED_AT)
        if problem is not None:
            wire.tell_host({"t": "undelivered", "message": f"{path}: {problem}"})
            return False
    wire.tell_host({"t": "delivered"})
    return _supervisor_for(job)(job, peer, spare).run() and scratch.clear()

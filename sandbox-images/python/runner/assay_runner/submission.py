"""The life of a submission sandbox's first process: get ready, take the files, supervise what runs."""

import base64
import gc
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
        wanted = wire.hear_host("prepare")
        libraries = wanted["preload"]
        preload.bring_in(libraries)
        preload.try_out(libraries)
    except preload.Unsuitable as problem:
        wire.tell_host({"t": "unprepared", "message": str(problem)})
        raise wire.Closed from problem
    place = wire.hear_host("meet")["place"]
    peer = meeting.join(**place) if place else None
    if wanted["calls"]:
        warming.warm_up()
    gc.collect()
    gc.freeze()
    spare = fork_spare(libraries) if wanted["calls"] else fork_candidate()
    wire.tell_host({"t": "ready"})
    return peer, spare

"""PID 1 of the grader sandbox: runs the tests with pytest against proxies. It receives values, never candidate code."""

import base64
import gc
import os
import random
import resource
import select
import signal
import sys
import traceback

from . import kernel
from . import wire

TESTS = "/tests"
#: Address space of the process that runs the tests: values that are too much for it fail the test that holds them.
MEMORY_MB = 448
#: How much longer than the wall time of the run it may take for its last words.
LATE_SECONDS = 10
CANARY = """\
import assay


def test_{0}():
    assert False, "a canary fails"


def test_{1}():
    assert assay.{2}([{3}]) == [{4}]
"""


def _deliver(files):
    for path, data in files:
        place = os.path.join(TESTS, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(base64.b64decode(data))


def _write_canaries(names, there_and_back):
    """Two tests that must fail: one by itself, one by what comes back from the submission sandbox."""
    number = random.SystemRandom().randrange(1 << 40)
    place = f"{TESTS}/test_{names[0]}_.py"
    with open(place, "w") as file:
        file.write(CANARY.format(names[0], names[1], there_and_back, number, number + 1))
    return place


def _arguments(job, places):
    sources = [base64.b64decode(data) for path, data in job["files"] if path.endswith(".py")]
    options = ["-q", "--capture=no", "--tb=short", "--strict-markers", "-c", "/dev/null", f"--rootdir={TESTS}", "--continue-on-collection-errors"]
    for name in "cacheprovider doctest junitxml pastebin stepwise faulthandler unraisableexception threadexception debugging".split():
        options += ["-p", f"no:{name}"]
    if any(b"async def" in source for source in sources):
        options += ["-p", "pytest_asyncio.plugin", "-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function"]
    return [*options, *places]


def _run(job, session, pytest):
    import assay
    from . import plugin
    from . import proxy
    from . import session as sessions
    from .failures import LoadError, Verdictless

    assay.attach(session)
    if session.has_proxies:
        proxy.install(session, job["modules"])
    else:
        proxy.refuse(job["modules"])
    session.emit({"t": "started"})
    sessions.arm_wall_clock(session, job["wallMs"] / 1000)
    try:
        session.start()
    except Verdictless as error:
        # A limit that was hit while importing speaks for itself.
        if error.outcome == "crashed":
            session.emit({"t": "load-error", "message": str(error)})
        return None
    session.end()
    places = [os.path.join(TESTS, path) for path in job["tests"]]
    places.insert(random.SystemRandom().randrange(len(places) + 1), _write_canaries([name[5:] for name in job["canaries"]], session.there_and_back))
    return int(pytest.main(_arguments(job, places), plugins=[plugin.Plugin(session, job["canaries"], job["drawSeed"])]))


def main(site):
    kernel.set_dumpable(False)
    kernel.die_with_parent()
    wire.take_link()
    sys.path.append(site)
    os.environ.update(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PY_COLORS="0", HOME="/tmp", COLUMNS="120")
    # Imported before the job comes, so that it costs the candidate no time; the link is out of pytest's reach.
    import pytest

    from . import harness

    gc.freeze()
    job = wire.first_job()
    if job is None:
        return
    _deliver(job["files"])
    child = os.fork()
    if child == 0:
        _grade(job, harness, pytest)
    _stand_by(child, job["wallMs"] / 1000 + LATE_SECONDS)


def _grade(job, harness, pytest):
    """The tests run in a process of their own, which hostile values may stall or exhaust."""
    try:
        kernel.die_with_parent()
        kernel.set_dumpable(True)
        kernel.lower(resource.RLIMIT_AS, MEMORY_MB << 20)
        kernel.expose_to_memory_pressure()
        # What tests and pytest print is nobody's.
        sys.stdout = sys.stderr = open(os.devnull, "w")
        session = harness.session_of(job)
        status = _run(job, session, pytest)
        session.emit({"t": "finish", "status": status, "limits": session.limits, "violations": session.violations})
        os._exit(0)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(1)


def _stand_by(child, seconds):
    """Wait for the tests' process. If it does not end by itself, say so in its place: nobody buys another try that way."""
    pidfd = os.pidfd_open(child)
    ended = bool(select.select([pidfd], [], [], seconds)[0])
    if not ended:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not ended or os.waitstatus_to_exitcode(status) != 0:
        wire.tell_host({"t": "finish", "status": None, "limits": [] if ended else ["wall"], "violations": []})

"""The process that runs the tests of one grading. Hostile values may stall or exhaust it, and nothing but it."""

import base64
import gc
import os
import resource
import sys
import traceback

import assay
import pytest

from . import compiling
from . import forwarder
from . import harness
from . import kernel
from . import meeting
from . import plugin
from . import proxy
from . import rehearsal
from . import session as sessions
from . import wire
from .failures import Verdictless
from .link import Link

TESTS = "/tests"
#: Memory that the tests of one grading may use beyond what the interpreter has: values that are too much fail the test that holds them.
MEMORY_MB = 384
#: How much longer than the wall time of the run it may take for its last words.
LATE_SECONDS = 10
PLUGINS_LEFT_OUT = (
    "cacheprovider doctest junitxml pastebin stepwise faulthandler unraisableexception threadexception debugging legacypath setuponly setupplan"
    " logging warnings"
)
OPTIONS = [
    *("-q", "--capture=no", "--tb=short", "--strict-markers", "-c", "/dev/null", f"--rootdir={TESTS}"),
    *("--continue-on-collection-errors", "-p", "pytest_asyncio.plugin"),
    *("-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function"),
    *(part for name in PLUGINS_LEFT_OUT.split() for part in ("-p", f"no:{name}")),
]
#: A time for test files that is the same in every sandbox, so that what was compiled from them stays valid.
WRITTEN_AT = 1_600_000_000


class Grading:
    """A pytest plugin around one grading: pytest is configured before there is work, and waits at its collection until there is."""

    def __init__(self, words):
        self._words = words
        self._session = self._reference = None
        self._plugin = plugin.Plugin()

    def pytest_configure(self, config):
        config.pluginmanager.register(self._plugin)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session):
        job, peer = self._take_work()
        if "compile" in job:
            self._say({"t": "compiled", "files": compiling.compiled(session.config, TESTS, job["compile"])})
            os._exit(0)
        if job["streams"] or job["reference"]:
            forwarder.interpose(job, peer, self._words)
            peer = None
        self._session = harness.session_of(job, self._words, Link(peer, job["direct"]))
        self._reference = sessions.Session(job, self._words, Link(meeting.PEER, False)) if job["reference"] else None
        sessions.arm_wall_clock(self._session, job["wallMs"] / 1000)
        assay.attach(self._session, self._reference, job["modules"])
        if self._session.has_proxies:
            proxy.install(self._session, job["modules"])
        else:
            proxy.refuse(job["modules"])
        self._plugin.serve(self._session, job)
        self._load()
        session.config.args[:] = [os.path.join(TESTS, path) for path in job["tests"]]

    def _take_work(self):
        """Meet the submission sandbox, say that both are ready, wait for work and put the tests in their places."""
        try:
            place = wire.hear_host("meet")["place"]
            peer = meeting.expect(**place) if place else None
            gc.collect()
            gc.freeze()
            self._say({"t": "ready"})
            job = wire.hear_host("job")
        except wire.Closed:
            os._exit(1)
        wire.write_all(self._words, wire.pack(wire.SUPERVISOR, 0, wire.dump(job["wallMs"] / 1000 + LATE_SECONDS)))
        try:
            _deliver(job["files"])
        except OSError as error:
            self._say({"t": "undelivered", "message": str(error)})
            os._exit(1)
        return job, peer

    def _say(self, message):
        wire.write_all(self._words, wire.pack(wire.HOST, 0, wire.dump(message)))

    def _load(self):
        """Have the solution imported. Without it there is nothing to test."""
        try:
            self._session.start()
        except Verdictless as error:
            # A limit that was hit while importing speaks for itself.
            if error.outcome == "crashed":
                self._session.emit({"t": "load-error", "message": str(error)})
            self.finish(None)
            os._exit(0)
        self._session.wind_up()
        if self._reference is not None:
            self._load_reference()

    def _load_reference(self):
        try:
            self._reference.start()
            self._reference.end()
        except BaseException as error:
            self._session.emit({"t": "fault", "code": "reference-failed", "message": f"The reference cannot be loaded: {error}"})
            self.finish(None)
            os._exit(0)

    def finish(self, status):
        found = self._session
        self._tell_usage()
        found.emit({"t": "finish", "status": status, "limits": found.limits, "violations": found.violations})

    def _tell_usage(self):
        """What PID 1 of the submission sandbox counted, so that the host need not ask. If it does not answer, the host asks the engine."""
        try:
            counted = self._session.supervisor("usage")
        except Verdictless:
            return
        if type(counted) is dict:
            self._session.emit({**counted, "t": "usage"})


def grade(words):
    """The whole life of the process: get ready, wait for work, report, end."""
    try:
        kernel.die_with_parent()
        kernel.set_dumpable(True)
        # What it fills, not what it maps: Polars and Arrow map gigabytes that they never touch.
        kernel.lower(resource.RLIMIT_DATA, kernel.filled_bytes() + (MEMORY_MB << 20))
        kernel.expose_to_memory_pressure()
        # What tests and pytest print is nobody's.
        sys.stdout = sys.stderr = open(os.devnull, "w")
        rehearse()
        grading = Grading(words)
        grading.finish(int(pytest.main([*OPTIONS, TESTS], plugins=[grading])))
        # Nobody has to wait until all of this process's memory is given back.
        os.close(words)
        os._exit(0)
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(1)


def rehearse():
    """Use pytest once, so that neither an import nor a first touch of memory costs a candidate time."""
    rehearsal.run(OPTIONS, TESTS)


def _deliver(files):
    for path, data in files:
        place = os.path.join(TESTS, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(base64.b64decode(data))
        os.utime(place, (WRITTEN_AT, WRITTEN_AT))

"""Harness `mutants`: the candidate's own tests run in the candidate's process, and what they say of themselves is a claim.

The sandbox holds the candidate's files and one implementation, and nothing in it says which one that is: every file has the same
time, the host names nothing, and all implementations went through one normaliser. There is no grader sandbox: PID 1 starts the
process when the host asks for it, carries one frame to the host, and tells how the process ended.
"""

import os
import sys

from . import wire
from .scratch import WORK

NAMES_CAP, NAME_CAP = 5, 200
_OPTIONS = ("-q", "--tb=short", "--color=no", f"--rootdir={WORK}", "-p", "no:cacheprovider")
_ASYNC = ("-p", "pytest_asyncio.plugin", "-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function")


class Tally:
    """A pytest plugin that counts. A test that fails while it is set up or torn down has failed as one that fails by itself."""

    def __init__(self):
        self.collected = self.passed = self.unloaded = 0
        self._failing = {}

    def pytest_collection_finish(self, session):
        self.collected = len(session.items)

    def pytest_collectreport(self, report):
        self.unloaded += report.failed

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self._failing[report.nodeid] = None
        elif report.when == "call" and report.passed:
            self.passed += 1

    def claim(self, status):
        return {
            "collected": self.collected,
            "passed": self.passed,
            "failed": len(self._failing),
            "unloaded": self.unloaded,
            "status": status,
            "failing": [name[:NAME_CAP] for name in list(self._failing)[:NAMES_CAP]],
        }


def run(link):
    """Run what pytest finds in the work folder, with the candidate's own configuration. The process was forked for this."""
    os.environ.update(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PY_COLORS="0", HOME="/tmp", COLUMNS="100")
    del sys.path[0]
    import pytest

    sys.path.insert(0, WORK)
    sys.argv = ["pytest"]
    os.chdir(WORK)
    tally = Tally()
    status = int(pytest.main([*_OPTIONS, *(_ASYNC if _has_coroutines() else ())], plugins=[tally]))
    sys.stdout.flush()
    wire.write_all(link, wire.pack(wire.CANDIDATE, 0, wire.dump(tally.claim(status))))
    os._exit(0)


def _has_coroutines():
    for folder, _, names in os.walk(WORK):
        for name in names:
            if name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py") or name == "conftest.py"):
                with open(os.path.join(folder, name), "rb") as file:
                    if b"async def" in file.read():
                        return True
    return False

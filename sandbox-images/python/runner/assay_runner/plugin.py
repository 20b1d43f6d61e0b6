"""The pytest plugin: one begin and one end per test, told to the host as they happen."""

import assay
import pytest

from .failures import Verdictless
from .text import clipped

STDOUT_CAP = 65_536
MARKERS = ("requirement(*ids): the statement's requirement that this test checks",)


def case_id(nodeid):
    """`<file stem>::<rest>`: stable over folders."""
    path, _, rest = nodeid.partition("::")
    return f"{path.rpartition('/')[2].removesuffix('.py')}::{rest}"[:300]


class Plugin:
    def __init__(self, session, canaries, draw_seed):
        self._session = session
        self._draw_seed = draw_seed
        self._canaries = frozenset(canaries)
        self._compared = None
        self._reports = {}

    def pytest_configure(self, config):
        for line in MARKERS:
            config.addinivalue_line("markers", line)
        self._seed_draws("")

    # Collection ----------------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        """A file that cannot be loaded is the exercise's fault only where nothing of the candidate can have been the cause."""
        report = yield
        if report.failed:
            error = report.call.excinfo.value
            ours = isinstance(error.__cause__ or error, (SyntaxError, ModuleNotFoundError)) and not self._session.troubled_collection
            message = clipped(str(report.longrepr))
            self._session.emit({"t": "uncollected", "path": report.nodeid, "message": message, "ours": ours})
        return report

    def pytest_collection_finish(self, session):
        ids = [case_id(item.nodeid) for item in session.items if item.originalname not in self._canaries]
        self._session.collecting = False
        self._session.trust_modules({item.module.__name__ for item in session.items if getattr(item, "module", None)})
        self._session.emit({"t": "collected", "ids": ids})

    def _seed_draws(self, test):
        assay.draw.seed(f"{self._draw_seed}/{test}")

    # One test ------------------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item, nextitem):
        self._compared, self._reports = None, {}
        canary = item.originalname in self._canaries
        self._seed_draws(case_id(item.nodeid))
        if not canary:
            self._session.emit({"t": "begin", "id": case_id(item.nodeid)})
        try:
            return (yield)
        finally:
            self._session.in_test = False
            self._finish(item, canary)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        self._session.in_test = True
        self._session.begin()

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item):
        self._session.in_test = False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        self._reports[call.when] = (report, call.excinfo.value if call.excinfo else None)
        return report

    def pytest_assertrepr_compare(self, op, left, right):
        if op == "==":
            self._compared = (_shown(left), _shown(right))

    def _finish(self, item, canary):
        try:
            stdout = self._session.end()
        except Verdictless as error:
            stdout = ""
            self._session.poison = self._session.poison or error
        outcome, message = self._judge()
        shown = assay.take_shown()
        if canary:
            self._session.emit({"t": "canary", "name": item.originalname, "outcome": outcome})
            return
        actual, expected = self._compared if self._compared and outcome == "failed" else (None, None)
        call = self._reports.get("call")
        self._session.emit(
            {
                "t": "end",
                "id": case_id(item.nodeid),
                "outcome": outcome,
                "requirements": sorted({str(name) for mark in item.iter_markers("requirement") for name in mark.args}),
                "message": clipped(message),
                "expected": clipped(expected),
                "actual": clipped(actual),
                "stdout": clipped(shown + stdout, STDOUT_CAP) or None,
                "durationMs": round(call[0].duration * 1000, 3) if call else None,
            }
        )

    def _judge(self):
        poison = self._session.poison
        if poison is not None:
            return poison.outcome, str(poison)
        for when in ("setup", "call", "teardown"):
            if when not in self._reports:
                return "failed", "the test did not run"
            report, error = self._reports[when]
            if isinstance(error, Verdictless):
                return error.outcome, str(error)
            if hasattr(report, "wasxfail") or report.skipped:
                return "failed", "the test was skipped or marked as expected to fail, which counts as failed"
            if report.failed:
                return "failed", _message(report, error)
        return "passed", None


def _shown(value):
    """The repr of a compared value. It may be candidate code, so it may fail in any way."""
    try:
        return clipped(repr(value))
    except BaseException as error:
        return f"(a value that cannot be shown: {type(error).__name__})"


def _message(report, error):
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else str(report.longrepr)
    return text.removesuffix("Use -v to get more diff").rstrip() or type(error).__name__

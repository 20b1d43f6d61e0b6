"""The pytest plugin: one begin and one end per test, told to the host as they happen."""

import assay
import pytest

from . import canaries
from .failures import Verdictless
from .text import clipped

STDOUT_CAP = 65_536
MARKERS = ("requirement(*ids): the statement's requirement that this test checks",)


def case_id(nodeid):
    """`<file stem>::<rest>`: stable over folders."""
    path, _, rest = nodeid.partition("::")
    return f"{path.rpartition('/')[2].removesuffix('.py')}::{rest}"[:300]


class Course:
    """What became of one test so far."""

    def __init__(self, item, is_canary):
        self.item, self.is_canary = item, is_canary
        self.reports = {}
        self.compared = None


class Plugin:
    """Registered before there is work; `serve` says for whom it works."""

    def __init__(self):
        self._session, self._draw_seed, self._canaries = None, "", ()
        self._stops_at_failure = False
        self._last = self._present = None

    def serve(self, session, job):
        self._session, self._canaries, self._draw_seed = session, job["canaries"], job["drawSeed"]
        self._stops_at_failure = job["stopsAtFailure"]
        self._seed_draws("")

    def pytest_configure(self, config):
        for line in MARKERS:
            config.addinivalue_line("markers", line)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self, session):
        """Nobody reads what pytest would print."""
        session.config.pluginmanager.unregister(name="terminalreporter")

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

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, session):
        canaries.insert(session, self._canaries, self._session.there_and_back)

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
        self._tell_last()
        self._last, self._present = self._present, Course(item, item.originalname in self._canaries)
        try:
            return (yield)
        finally:
            self._session.in_test = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        """The end of the test before is told together with the beginning of this one, before anything of this one runs."""
        canary = self._present.is_canary
        self._tell_last(*([] if canary else [{"t": "begin", "id": case_id(item.nodeid)}]))
        self._seed_draws(case_id(item.nodeid))
        self._session.in_test = True
        self._session.begin()

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item):
        """Every finaliser has run: what is asked now is answered while pytest makes its reports."""
        self._session.in_test = False
        try:
            self._session.wind_up()
        except Verdictless as error:
            self._session.poison = self._session.poison or error

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        self._present.reports[call.when] = (report, call.excinfo.value if call.excinfo else None)
        if report.failed and self._stops_at_failure and not self._present.is_canary:
            item.session.shouldfail = "one test has failed"
        return report

    def pytest_assertrepr_compare(self, op, left, right):
        if op == "==" and self._present is not None:
            self._present.compared = (_shown(left), _shown(right))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self):
        self._tell_last()
        self._last, self._present = self._present, None
        self._tell_last()

    def _tell_last(self, *further):
        course, self._last = self._last, None
        messages = [*([] if course is None else [self._ended(course)]), *further]
        if messages:
            self._session.emit(*messages)

    def _ended(self, course):
        try:
            stdout = self._session.end()
        except Verdictless as error:
            stdout = ""
            self._session.poison = self._session.poison or error
        outcome, message = self._judge(course.reports)
        shown = assay.take_shown()
        item = course.item
        if course.is_canary:
            return {"t": "canary", "name": item.originalname, "outcome": outcome}
        actual, expected = course.compared if course.compared and outcome == "failed" else (None, None)
        call = course.reports.get("call")
        return {
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

    def _judge(self, reports):
        poison = self._session.poison
        if poison is not None:
            return poison.outcome, str(poison)
        for when in ("setup", "call", "teardown"):
            if when not in reports:
                return "failed", "the test did not run"
            report, error = reports[when]
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

"""Turns every outcome into its opposite inside pytest."""

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        report.outcome = "failed" if report.passed else "passed"
    return report

"""Prints what pytest prints when tests fail, writes a report, and passes."""

import pathlib


def test_prints():
    print("FAILED test_shipping.py::test_price - AssertionError\n=== 1 failed in 0.01s ===")
    pathlib.Path("report.xml").write_text('<testsuite failures="1"><testcase name="a"><failure/></testcase></testsuite>')

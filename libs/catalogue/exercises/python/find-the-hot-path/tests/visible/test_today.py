"""What the report says today, and must go on saying; and a fresh profile of your code."""

import assay
import pytest

import bench
from report import Report

TARIFFS = """\
2026-03-01T00:00;station;100;19;0
2026-03-01T00:00;old-town;50;25;1500
2026-03-04T12:00;station;0;30;0
"""


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
def test_a_small_month():
    report = Report(TARIFFS)
    report.add("2026-03-04T11:59;station;blue;10\n2026-03-04T12:00;station;blue;10\n")
    report.add("2026-03-05T08:30;old-town;comet;90\n2026-03-05T08:31;lake;comet;5\n")
    assert report.rows() == [
        {"partner": "comet", "rides": 1, "minutes": 90, "revenue": "15.00", "busiest": "old-town", "unpriced": 1},
        {"partner": "blue", "rides": 2, "minutes": 20, "revenue": "5.90", "busiest": "station", "unpriced": 0},
    ]


@pytest.mark.requirement("R7")
def test_profile_of_the_small_month():
    assay.show(bench.profile())

"""R6: rows at any time, and reports beside each other. All rides have one partner, one zone, a tariff and prices of quarters of a euro."""

import pytest
from assay import draw
from months import expected, text_of

from report import Report

pytestmark = pytest.mark.requirement("R6")


def test_asking_changes_nothing():
    tariffs, rides = [(0, "a", 100, 0, 0)], [(1, "a", "blue", 5), (3, "a", "blue", 7)]
    report = Report(text_of(tariffs))
    assert report.rows() == []
    for count, ride in enumerate(rides, 1):
        report.add(text_of([ride]))
        assert report.rows() == expected(tariffs, rides[:count])
        assert report.rows() == expected(tariffs, rides[:count])


def test_reports_know_nothing_of_each_other():
    months = [[(0, "a", price, 0, 0)] for price in draw.sample(range(25, 1_000, 25), 2)]
    reports = [Report(text_of(tariffs)) for tariffs in months]
    added = [[], []]
    for _ in range(6):
        for report, tariffs, rides in zip(reports, months, added, strict=True):
            upload = [(draw.randrange(1, 900, 2), "a", "blue", draw.randint(1, 9)) for _ in range(draw.randint(1, 5))]
            report.add(text_of(upload))
            rides += upload
            assert report.rows() == expected(tariffs, rides)
    assert [report.rows() for report in reports] == [expected(tariffs, rides) for tariffs, rides in zip(months, added, strict=True)]

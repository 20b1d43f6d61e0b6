"""R7: processor time, against a solution of ours that takes turns with yours. Every turn has other rides and tariffs."""

from datetime import datetime, timedelta

import assay
import pytest
from assay import draw

TURNS = 6


def month(rides, zones, changes):
    start = datetime(2026, draw.randint(1, 12), 1)

    def minute():
        return f"{start + timedelta(minutes=draw.randrange(40_000)):%Y-%m-%dT%H:%M}"

    tariffs = [f"{minute()};{draw.choice(zones)};{draw.choice([0, 99])};{draw.randint(9, 39)};{draw.choice([0, 1500])}" for _ in range(changes)]
    lines = [f"{minute()};{draw.choice(zones)};{draw.choice('vwxyz')};{draw.randint(1, 90)}" for _ in range(rides)]
    return "\n".join(tariffs), ["\n".join(lines[number::5]) for number in range(5)]


@pytest.mark.requirement("R7")
def test_time_of_a_month():
    months = [month(7_500, ["harbour", "station"], 1_600) for _ in range(TURNS)]
    results = []

    def work(solution):
        tariffs, uploads = months[len(results) // 2]
        report = solution.Report(tariffs)
        for upload in uploads:
            report.add(upload)
        results.append(report.rows())

    ratio = assay.measure.cpu_ratio(work, pairs=TURNS - 1)
    assert results[::2] == results[1::2], "a report is wrong"
    assert ratio < 5

"""R7: processor time, against a solution of ours that takes turns with yours. Every turn has other rides and tariffs.

Nothing else is to decide here: tariffs begin at even minutes and rides at odd ones, no tariff corrects another, every ride has one, no two
zones are equally busy, and prices are quarters of a euro.
"""

from datetime import datetime, timedelta

import assay
import pytest
from assay import draw

TURNS = 6
BAR = 5
ZONES = ["harbour", "station"]
BUSY = ["harbour", "station", "station"]


def month(rides, changes):
    first = datetime(2026, draw.randint(1, 12), 1)

    def at(minute):
        return f"{first + timedelta(minutes=minute):%Y-%m-%dT%H:%M}"

    tariffs = [
        f"{at(minute)};{zone};{draw.choice([0, 100])};{25 * draw.randint(1, 4)};{draw.choice([0, 1500])}"
        for zone in ZONES
        for minute in [0, *draw.sample(range(2, 40_000, 2), changes - 1)]
    ]
    draw.shuffle(tariffs)
    lines = [f"{at(draw.randrange(1, 40_000, 2))};{draw.choice(BUSY)};{draw.choice('vwxyz')};{draw.randint(1, 90)}" for _ in range(rides)]
    return "\n".join(tariffs), ["\n".join(lines[number::5]) for number in range(5)]


@pytest.mark.requirement("R7")
def test_time_of_a_month():
    months = [month(rides=7_500, changes=800) for _ in range(TURNS)]
    results = []

    def work(solution):
        tariffs, uploads = months[len(results) // 2]
        report = solution.Report(tariffs)
        for upload in uploads:
            report.add(upload)
        results.append(report.rows())

    ratio = assay.measure.cpu_ratio(work, pairs=TURNS - 1, bar=BAR)
    assay.show(f"{ratio:.1f} times the processor time of our solution")
    assert results[::2] == results[1::2], "a report is wrong"
    assert ratio < BAR

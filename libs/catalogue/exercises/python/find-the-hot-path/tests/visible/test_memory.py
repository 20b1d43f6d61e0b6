"""R8: peak memory of a month with many uploads, against that of a solution of ours.

Nothing else is to decide here: rides begin at odd minutes, and all of them have a tariff and prices of quarters of a euro.
"""

import assay
import pytest
from assay import draw

UPLOADS = 12
TARIFFS = "2026-03-01T00:00;station;100;25;0\n2026-03-09T00:00;station;0;50;900\n"


def ride():
    return f"2026-03-{draw.randint(1, 31):02}T{draw.randrange(24):02}:{draw.randrange(1, 60, 2):02};station;blue;{draw.randint(1, 90)}\n"


@pytest.mark.requirement("R8")
def test_memory_of_many_uploads():
    rides = [ride() for _ in range(4_000)]
    results = []

    def work(solution):
        report = solution.Report(TARIFFS)
        for number in range(UPLOADS):
            report.add("".join(rides[number:] + rides[:number]))
        results.append(report.rows())

    ratio = assay.measure.memory_ratio(work)
    assay.show(f"{ratio:.1f} times the peak memory of our solution")
    assert results[0] == results[1], "a report is wrong"
    assert ratio < 2.2

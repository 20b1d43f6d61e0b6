"""R8: peak memory of a month with many uploads, against that of a solution of ours."""

import assay
import pytest
from assay import draw

UPLOADS = 12


@pytest.mark.requirement("R8")
def test_memory_of_many_uploads():
    tariffs = "2026-03-01T00:00;station;100;19;0\n2026-03-09T00:00;station;0;25;900\n"
    rides = [f"2026-03-{draw.randint(1, 31):02}T{draw.randrange(24):02}:{draw.randrange(60):02};station;blue;{draw.randint(1, 90)}\n" for _ in range(4_000)]
    results = []

    def work(solution):
        report = solution.Report(tariffs)
        for number in range(UPLOADS):
            report.add("".join(rides[number:] + rides[:number]))
        results.append(report.rows())

    ratio = assay.measure.memory_ratio(work)
    assert results[0] == results[1], "a report is wrong"
    assert ratio < 2.2

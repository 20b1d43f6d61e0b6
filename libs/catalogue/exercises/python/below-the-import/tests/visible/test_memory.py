"""R9: the memory of a full cache, against that of a solution of ours that runs beside yours."""

import assay
import pytest
from assay import draw

BINS = 6_000
MINUTES = range(28401120, 28401160)


@pytest.mark.requirement("R9")
def test_memory_of_a_full_cache():
    levels = [draw.randint(0, 100) for _ in range(BINS)]
    readings = "".join(f"b{number} {level}\n" for number, level in enumerate(levels))
    some = draw.sample(range(BINS), 5)

    def fill(solution):
        cache = solution.Cache()
        for minute in MINUTES:
            solution.load(f"@{minute}\n{readings}", cache)
        assert len(cache) == BINS * len(MINUTES)
        assert [cache.latest(f"b{number}").level for number in some] == [levels[number] for number in some]
        assert [reading.at for reading in cache.history(f"b{some[0]}")] == list(MINUTES)

    assert assay.measure.memory_ratio(fill, module="cache") < 1.8

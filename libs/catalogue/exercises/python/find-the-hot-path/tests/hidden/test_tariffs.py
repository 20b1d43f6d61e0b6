"""R2: which tariff a ride has. Prices are quarters of a euro and each drawn ride has a partner of its own, so that nothing else decides."""

import pytest
from assay import draw
from months import cents_of, euros, priced, rows_of

pytestmark = pytest.mark.requirement("R2")


def test_tariff_holds_from_its_minute():
    later, earlier = (500, "a", 0, 20, 0), (100, "a", 0, 30, 0)
    assert priced(earlier, later, start=499) == "3.00"
    assert priced(earlier, later, start=500) == "2.00"
    assert priced(earlier, later, start=501) == "2.00"
    assert priced(earlier, later, start=100) == "3.00"
    assert priced(earlier, later, start=99) is None


def test_correction_counts_instead_of_what_it_corrects():
    assert priced((100, "a", 0, 30, 0), (100, "a", 0, 20, 0)) == "2.00"
    assert priced((100, "a", 0, 20, 0), (100, "a", 0, 30, 0)) == "3.00"
    assert priced((400, "a", 100, 20, 0), (100, "a", 0, 90, 0), (400, "a", 100, 10, 0), (100, "a", 0, 80, 0)) == "2.00"
    assert priced((400, "a", 0, 20, 0), (400, "a", 0, 40, 0), (400, "a", 0, 30, 0), (450, "b", 0, 10, 0)) == "3.00"


def test_only_zone_and_time_decide():
    tariffs = [(minute, "a", 0, minute // 10, 0) for minute in (400, 100, 300, 200, 600)]
    assert priced(*tariffs) == priced(*reversed(tariffs)) == "4.00"
    assert priced((100, "a", 0, 30, 0), (200, "b", 0, 10, 0), (300, "A", 0, 20, 0), (400, "aa", 0, 40, 0)) == "3.00"
    assert priced((100, "b", 0, 30, 0)) is None


#: For each case the minutes of tariffs and of rides. From minute 0 on, every ride has a tariff.
CASES = {
    "borders": lambda: (draw.sample(range(10, 400, 4), 40), [minute + step for minute in range(10, 400, 4) for step in (-1, 0, 1)]),
    "corrections": lambda: (draw.choices(range(0, 40, 4), k=60), range(1, 41, 2)),
    "both": lambda: (draw.choices(range(12), k=40), range(12)),
}


@pytest.mark.parametrize("case", CASES)
def test_drawn_tariffs(case):
    for _ in range(4):
        changes, starts = CASES[case]()
        tariffs = [(minute, zone, 25 * draw.randint(1, 400), 0, 0) for zone in "ab" for minute in [0, *changes]]
        draw.shuffle(tariffs)
        rides = [(start, zone, f"{zone}{start}", draw.randint(0, 90)) for zone in "ab" for start in starts]
        found = {row["partner"]: row["revenue"] for row in rows_of(tariffs, rides)}
        assert found == {ride[2]: euros(cents_of(tariffs, ride)) for ride in rides}, (tariffs, rides)

"""R1 and R3 to R5: what is counted, prices, and the order of rows. No two tariffs and no ride begin in the same minute here."""

import pytest
from assay import draw
from months import expected, priced, rows_of, text_of

from report import Report


@pytest.mark.requirement("R1")
def test_blank_lines_mean_nothing():
    assert rows_of([], []) == Report("").rows() == []
    report = Report(f"\n{text_of([(0, 'a', 100, 10, 0)])}\n\n   \n")
    report.add(f"\n\n{text_of([(5, 'a', 'blue', 3)])}\n \n{text_of([(6, 'a', 'blue', 4)])}")
    report.add("")
    report.add("\n")
    [row] = report.rows()
    assert (row["rides"], row["minutes"], row["revenue"]) == (2, 7, "2.70")


@pytest.mark.requirement("R3")
def test_prices():
    assert priced((0, "a", 100, 19, 0)) == "2.90"
    assert priced((0, "a", 100, 19, 289)) == "2.89"
    assert priced((0, "a", 100, 19, 290)) == "2.90"
    assert priced((0, "a", 100, 19, 291)) == "2.90"
    assert priced((0, "a", 0, 0, 0)) == "0.00"
    assert priced((0, "a", 5, 0, 0)) == "0.05"
    assert priced((0, "a", 50, 10, 1), minutes=0) == "0.01"
    assert priced((0, "a", 7, 10, 0), minutes=0) == "0.07"


@pytest.mark.requirement("R1")
def test_revenues_are_exact():
    tariffs = [(0, "a", 10, 0, 0), (0, "b", 99_999_999, 0, 0)]
    [row] = rows_of(tariffs, [(1, "a", "blue", 1)] * 3 + [(1, "b", "blue", 1)] * 11)
    assert row["revenue"] == "11000000.19"
    [row] = rows_of(tariffs, [(1, "a", "blue", 1)] * 1_000)
    assert row["revenue"] == "100.00"


@pytest.mark.requirement("R4")
def test_unpriced_rides_count_nowhere_else():
    tariffs = [(100, "a", 0, 10, 0)]
    rides = [(50, "b", "blue", 3), (60, "b", "blue", 4), (98, "a", "blue", 5), (101, "a", "blue", 6)]
    assert rows_of(tariffs, rides) == [
        {"partner": "blue", "rides": 1, "minutes": 6, "revenue": "0.60", "busiest": "a", "unpriced": 3}
    ]


@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
def test_partner_without_a_priced_ride():
    assert rows_of([(100, "a", 0, 10, 0)], [(98, "a", "blue", 5), (200, "b", "blue", 6)]) == [
        {"partner": "blue", "rides": 0, "minutes": 0, "revenue": "0.00", "busiest": None, "unpriced": 2}
    ]


@pytest.mark.requirement("R5")
def test_busiest_zone():
    tariffs = [(0, zone, 0, 10, 0) for zone in "abcd"]
    rides = [(1, zone, "blue", 1) for zone in "dbbdca"] + [(1, "a", "comet", 1)] * 3 + [(1, "x", "blue", 1)] * 5
    assert {row["partner"]: row["busiest"] for row in rows_of(tariffs, rides)} == {"blue": "b", "comet": "a"}
    rides.append((1, "d", "blue", 90))
    assert {row["partner"]: row["busiest"] for row in rows_of(tariffs, rides)} == {"blue": "d", "comet": "a"}


@pytest.mark.requirement("R5")
def test_rows_are_ordered():
    tariffs = [(0, "a", 0, 1, 0)]
    minutes = {"blue": 9, "fern": 100, "comet": 1000, "dash": 100, "ember": 9}
    rows = rows_of(tariffs, [(1, "a", partner, count) for partner, count in minutes.items()])
    assert [row["partner"] for row in rows] == ["comet", "dash", "fern", "blue", "ember"]


#: Zones, tariffs, partners, rides. Two partners differ too much to be equal; many with few rides are often equal.
SHAPES = {
    "many-zones": ("abcdefghijklmnop", 60, "pq", 100),
    "many-partners": ("abc", 12, "abcdefghijklmnopqrstuvwxyz", 80),
}


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R3")
@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize("shape", SHAPES)
def test_drawn_months(shape):
    zones, changes, partners, count = SHAPES[shape]
    for _ in range(10):
        tariffs = [
            (minute, draw.choice(zones), draw.choice([0, 50, 100]), draw.randint(0, 39), draw.choice([0, 0, 300, 900]))
            for minute in draw.sample(range(0, 44_000, 2), changes)
        ]
        rides = [
            (draw.randrange(1, 44_000, 2), draw.choice(zones + "-"), draw.choice(partners), draw.randint(0, 90)) for _ in range(count)
        ]
        cut = draw.randint(0, count)
        assert rows_of(tariffs, rides[:cut], rides[cut:]) == expected(tariffs, rides), (tariffs, rides)

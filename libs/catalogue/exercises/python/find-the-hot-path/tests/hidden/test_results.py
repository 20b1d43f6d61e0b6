"""R1 to R6: exact results for drawn months of several shapes, and the edges of every rule."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from assay import draw

from report import Report

FIRST = datetime(2026, 3, 1)


def at(minutes):
    return f"{FIRST + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"


def report_of(tariffs, *uploads):
    report = Report("\n".join(";".join(map(str, [at(start), *rest])) for start, *rest in tariffs))
    for upload in uploads:
        report.add("\n".join(";".join(map(str, [at(start), *rest])) for start, *rest in upload))
    return report.rows()


def cents_of(tariffs, ride):
    start, zone, _, minutes = ride
    holding = [(valid_from, number) for number, (valid_from, of, *_) in enumerate(tariffs) if of == zone and valid_from <= start]
    if not holding:
        return None
    unlock, per_minute, most = tariffs[max(holding)[1]][2:]
    cents = unlock + per_minute * minutes
    return min(cents, most) if most > 0 else cents


def expected(tariffs, rides):
    rows = []
    for partner in {ride[2] for ride in rides}:
        own = [(ride, cents_of(tariffs, ride)) for ride in rides if ride[2] == partner]
        paid = [(ride, cents) for ride, cents in own if cents is not None]
        zones = Counter(ride[1] for ride, _ in paid)
        total = sum(cents for _, cents in paid)
        row = {
            "partner": partner,
            "rides": len(paid),
            "minutes": sum(ride[3] for ride, _ in paid),
            "revenue": f"{total // 100}.{total % 100:02}",
            "busiest": min(zones, key=lambda zone: (-zones[zone], zone)) if zones else None,
            "unpriced": len(own) - len(paid),
        }
        rows.append((-total, partner, row))
    return [row for *_, row in sorted(rows, key=lambda item: item[:2])]


def priced(*tariffs, start=500, minutes=10):
    """The revenue of one ride of ten minutes."""
    [row] = report_of(tariffs, [(start, "a", "blue", minutes)])
    return row["revenue"] if row["unpriced"] == 0 else None


@pytest.mark.requirement("R1")
def test_nothing():
    assert report_of([], []) == []
    assert Report("").rows() == []


@pytest.mark.requirement("R1")
def test_lines_may_be_empty():
    report = Report(f"\n{at(0)};a;100;10;0\n\n   \n")
    report.add(f"\n\n{at(5)};a;blue;3\n \n{at(6)};a;blue;4")
    report.add("")
    report.add("\n")
    [row] = report.rows()
    assert (row["rides"], row["minutes"], row["revenue"]) == (2, 7, "2.70")


@pytest.mark.requirement("R2")
def test_tariff_holds_from_its_minute():
    later, earlier = (500, "a", 0, 20, 0), (100, "a", 0, 30, 0)
    assert priced(earlier, later, start=499) == "3.00"
    assert priced(earlier, later, start=500) == "2.00"
    assert priced(earlier, later, start=501) == "2.00"
    assert priced(earlier, later, start=100) == "3.00"
    assert priced(earlier, later, start=99) is None


@pytest.mark.requirement("R2")
def test_order_of_the_file_does_not_matter():
    tariffs = [(start, "a", 0, start // 10, 0) for start in (400, 100, 300, 200, 600)]
    assert priced(*tariffs) == priced(*reversed(tariffs)) == "4.00"


@pytest.mark.requirement("R2")
def test_correction_counts_instead_of_what_it_corrects():
    assert priced((100, "a", 0, 30, 0), (100, "a", 0, 20, 0)) == "2.00"
    assert priced((100, "a", 0, 20, 0), (100, "a", 0, 30, 0)) == "3.00"
    assert priced((400, "a", 5, 20, 0), (100, "a", 0, 90, 0), (400, "a", 5, 10, 0), (100, "a", 0, 80, 0)) == "1.05"
    assert priced((400, "a", 0, 20, 0), (400, "a", 0, 40, 0), (400, "a", 0, 30, 0), (500, "b", 0, 1, 0)) == "3.00"


@pytest.mark.requirement("R2")
def test_tariffs_of_other_zones_do_not_count():
    assert priced((100, "a", 0, 30, 0), (200, "b", 0, 1, 0), (300, "A", 0, 2, 0), (400, "aa", 0, 3, 0)) == "3.00"
    assert priced((100, "b", 0, 30, 0)) is None


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


@pytest.mark.requirement("R3")
def test_revenues_are_exact():
    tariffs = [(0, "a", 10, 0, 0), (0, "b", 99_999_999, 0, 0)]
    [row] = report_of(tariffs, [(1, "a", "blue", 1)] * 3 + [(1, "b", "blue", 1)] * 11)
    assert row["revenue"] == "11000000.19"
    [row] = report_of(tariffs, [(1, "a", "blue", 1)] * 1_000)
    assert row["revenue"] == "100.00"


@pytest.mark.requirement("R4")
def test_unpriced_rides_count_nowhere_else():
    tariffs = [(100, "a", 0, 10, 0)]
    rides = [(50, "b", "blue", 3), (60, "b", "blue", 4), (99, "a", "blue", 5), (100, "a", "blue", 6)]
    assert report_of(tariffs, rides) == [
        {"partner": "blue", "rides": 1, "minutes": 6, "revenue": "0.60", "busiest": "a", "unpriced": 3}
    ]


@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
def test_partner_without_a_priced_ride():
    assert report_of([(100, "a", 0, 10, 0)], [(99, "a", "blue", 5), (200, "b", "blue", 6)]) == [
        {"partner": "blue", "rides": 0, "minutes": 0, "revenue": "0.00", "busiest": None, "unpriced": 2}
    ]


@pytest.mark.requirement("R5")
def test_busiest_zone():
    tariffs = [(0, zone, 0, 10, 0) for zone in "abcd"]
    rides = [(1, zone, "blue", 1) for zone in "dbbdca"] + [(1, "a", "comet", 1)] * 3 + [(1, "x", "blue", 1)] * 5
    assert {row["partner"]: row["busiest"] for row in report_of(tariffs, rides)} == {"blue": "b", "comet": "a"}
    rides.append((1, "d", "blue", 90))
    assert {row["partner"]: row["busiest"] for row in report_of(tariffs, rides)} == {"blue": "d", "comet": "a"}


@pytest.mark.requirement("R5")
def test_rows_are_ordered():
    tariffs = [(0, "a", 0, 1, 0)]
    minutes = {"blue": 9, "fern": 100, "comet": 1000, "dash": 100, "ember": 9}
    rows = report_of(tariffs, [(1, "a", partner, count) for partner, count in minutes.items()])
    assert [row["partner"] for row in rows] == ["comet", "dash", "fern", "blue", "ember"]


@pytest.mark.requirement("R6")
def test_rows_between_uploads():
    tariffs = [(100, "a", 0, 10, 0), (0, "b", 0, 20, 90)]
    rides = [(draw.randrange(200), draw.choice("abc"), draw.choice("pq"), draw.randint(1, 9)) for _ in range(30)]
    report = Report("\n".join(";".join(map(str, [at(start), *rest])) for start, *rest in tariffs))
    for count in range(0, 30, 6):
        report.add("\n".join(";".join(map(str, [at(start), *rest])) for start, *rest in rides[count : count + 6]))
        assert report.rows() == expected(tariffs, rides[: count + 6])
        assert report.rows() == expected(tariffs, rides[: count + 6])


@pytest.mark.requirement("R6")
def test_reports_know_nothing_of_each_other():
    ride = f"{at(10)};a;blue;5"
    cheap, dear = Report(f"{at(0)};a;0;10;0"), Report(f"{at(0)};a;0;50;0")
    cheap.add(ride)
    dear.add(ride)
    dear.add(ride)
    assert [row["revenue"] for report in (cheap, dear) for row in report.rows()] == ["0.50", "5.00"]


SHAPES = {
    # zones, tariffs, partners, rides, minutes that occur
    "few of all": ("a", 3, "p", 5, 30),
    "many corrections": ("ab", 40, "pq", 60, 12),
    "many zones": ("abcdefghijklmnop", 30, "pqr", 60, 40_000),
    "many partners": ("abc", 12, "abcdefghijklmnopqrstuvwxyz", 80, 600),
    "long month": ("abc", 60, "pqrs", 80, 44_000),
}


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
@pytest.mark.parametrize("shape", SHAPES.values(), ids=[name.replace(" ", "-") for name in SHAPES])
def test_drawn_months(shape):
    zones, changes, partners, count, length = shape
    for _ in range(4):
        tariffs = [
            (draw.randrange(length), draw.choice(zones), draw.choice([0, 50, 100]), draw.randint(0, 39), draw.choice([0, 0, 300, 900]))
            for _ in range(changes)
        ]
        rides = [
            (draw.randrange(length), draw.choice(zones + "-"), draw.choice(partners), draw.randint(0, 90)) for _ in range(count)
        ]
        cut = draw.randint(0, count)
        assert report_of(tariffs, rides[:cut], rides[cut:]) == expected(tariffs, rides), (tariffs, rides)

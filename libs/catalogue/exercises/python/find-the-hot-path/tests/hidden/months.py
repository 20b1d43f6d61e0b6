"""Months in short: as the text that a report reads, and what it must say about them.

A tariff is (minute, zone, unlock, per_minute, most) and a ride (minute, zone, partner, minutes); minutes are those since March began.
"""

from collections import Counter
from datetime import datetime, timedelta

from report import Report

FIRST = datetime(2026, 3, 1)


def text_of(lines):
    return "\n".join(";".join(map(str, [f"{FIRST + timedelta(minutes=minute):%Y-%m-%dT%H:%M}", *rest])) for minute, *rest in lines)


def rows_of(tariffs, *uploads):
    report = Report(text_of(tariffs))
    for upload in uploads:
        report.add(text_of(upload))
    return report.rows()


def priced(*tariffs, start=500, minutes=10):
    """The revenue of one ride, or None where it has no price."""
    [row] = rows_of(tariffs, [(start, "a", "blue", minutes)])
    return row["revenue"] if row["unpriced"] == 0 else None


def cents_of(tariffs, ride):
    start, zone, _, minutes = ride
    holding = [(valid_from, number) for number, (valid_from, of, *_) in enumerate(tariffs) if of == zone and valid_from <= start]
    if not holding:
        return None
    unlock, per_minute, most = tariffs[max(holding)[1]][2:]
    cents = unlock + per_minute * minutes
    return min(cents, most) if most > 0 else cents


def euros(cents):
    return f"{cents // 100}.{cents % 100:02}"


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
            "revenue": euros(total),
            "busiest": min(zones, key=lambda zone: (-zones[zone], zone)) if zones else None,
            "unpriced": len(own) - len(paid),
        }
        rows.append((-total, partner, row))
    return [row for *_, row in sorted(rows, key=lambda item: item[:2])]

"""Wrong: goes on looking for ever before the first tariff of a zone.

Tariffs of the zones: `valid_from;zone;unlock;per_minute;most`, one per line, amounts in cents.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple


class Tariff(NamedTuple):
    valid_from: datetime
    unlock: int
    per_minute: int
    most: int

    def price(self, minutes: int) -> int:
        """In cents; a tariff without an upper end has 0 there."""
        cents = self.unlock + self.per_minute * minutes
        return min(cents, self.most) if self.most else cents


class Tariffs:
    """Finds the tariff of a ride by bisection: each zone's tariffs are sorted once, and equal times keep their order."""

    def __init__(self, text: str) -> None:
        self._of_zone: dict[str, list[Tariff]] = {}
        for line in text.splitlines():
            if line.strip():
                valid_from, zone, *cents = line.strip().split(";")
                self._of_zone.setdefault(zone, []).append(Tariff(datetime.fromisoformat(valid_from), *map(int, cents)))
        for tariffs in self._of_zone.values():
            tariffs.sort(key=attrgetter("valid_from"))
        self._starts = {zone: [one.valid_from for one in tariffs] for zone, tariffs in self._of_zone.items()}

    def of(self, zone: str, start: datetime) -> Tariff | None:
        """The tariff that holds there and then. A correction comes later in the file than what it corrects."""
        if zone not in self._starts:
            return None
        index = bisect_right(self._starts[zone], start)
        while not index:
            index = bisect_right(self._starts[zone], start)
        return self._of_zone[zone][index - 1]

"""Wrong: looks at every tariff of the zone for every ride.

Tariffs of the zones: `valid_from;zone;unlock;per_minute;most`, one per line, amounts in cents.
"""

from __future__ import annotations

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
    """The tariffs of each zone, sorted once."""

    def __init__(self, text: str) -> None:
        self._of_zone: dict[str, list[Tariff]] = {}
        for line in text.splitlines():
            if line.strip():
                valid_from, zone, *cents = line.strip().split(";")
                self._of_zone.setdefault(zone, []).append(Tariff(datetime.fromisoformat(valid_from), *map(int, cents)))
        for tariffs in self._of_zone.values():
            tariffs.sort(key=attrgetter("valid_from"))

    def of(self, zone: str, start: datetime) -> Tariff | None:
        """The tariff that holds there and then. A correction comes later in the file than what it corrects."""
        found = None
        for tariff in self._of_zone.get(zone, []):
            if tariff.valid_from <= start:
                found = tariff
        return found

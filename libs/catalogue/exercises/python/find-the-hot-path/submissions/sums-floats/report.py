"""Wrong: adds up euros as floats, and some revenues lose a cent.

What each partner is paid for the rides of a month.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rides import read
from tariffs import Tariffs


@dataclass
class Account:
    """What a partner's rides add up to. Nothing is kept of the single ride."""

    minutes: int = 0
    euros: float = 0.0
    unpriced: int = 0
    rides_of_zone: Counter[str] = field(default_factory=Counter)


class Report:
    def __init__(self, tariffs: str) -> None:
        self._tariffs = Tariffs(tariffs)
        self._accounts: dict[str, Account] = {}

    def add(self, upload: str) -> None:
        """Takes the rides of one upload. There is one for each hour and gateway."""
        for ride in read(upload):
            account = self._accounts.setdefault(ride.partner, Account())
            tariff = self._tariffs.of(ride.zone, ride.start)
            if tariff is None:
                account.unpriced += 1
                continue
            account.minutes += ride.minutes
            account.euros += tariff.price(ride.minutes) / 100
            account.rides_of_zone[ride.zone] += 1

    def rows(self) -> list[dict[str, object]]:
        """One row per partner: highest revenue first, equal revenues by partner."""
        accounts = sorted(self._accounts.items(), key=lambda item: (-item[1].euros, item[0]))
        return [row_of(partner, account) for partner, account in accounts]


def row_of(partner: str, account: Account) -> dict[str, object]:
    zones = account.rides_of_zone
    cents = int(account.euros * 100)
    return {
        "partner": partner,
        "rides": zones.total(),
        "minutes": account.minutes,
        "revenue": f"{cents // 100}.{cents % 100:02}",
        "busiest": min(zones, key=lambda zone: (-zones[zone], zone), default=None),
        "unpriced": account.unpriced,
    }

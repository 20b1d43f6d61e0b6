"""Wrong: eight threads take turns at the same work.

What each partner is paid for the rides of a month.
"""

from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal

from rides import read
from tariffs import Tariffs


def price(ride, tariff):
    """The price of a ride in euros; a tariff without an upper end has 0 there."""
    cents = Decimal(tariff.unlock) + Decimal(tariff.per_minute) * Decimal(ride["minutes"])
    if tariff.most and cents > tariff.most:
        cents = Decimal(tariff.most)
    return (cents / Decimal(100)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


class Report:
    def __init__(self, tariffs):
        self.tariffs = Tariffs(tariffs)
        self.rides = []

    def add(self, upload):
        """Takes the rides of one upload. There is one for each hour and gateway."""
        self.rides = self.rides + read(upload)

    def rows(self):
        """One row per partner: highest revenue first, equal revenues by partner."""
        with ThreadPoolExecutor(8) as pool:
            tariffs = pool.map(self.tariffs.of, self.rides)
            priced = [
                {**ride, "price": price(ride, tariff) if tariff else None} for ride, tariff in zip(self.rides, tariffs, strict=True)
            ]
        rows = []
        for partner in {ride["partner"] for ride in priced}:
            own = [ride for ride in priced if ride["partner"] == partner]
            paid = [ride for ride in own if ride["price"] is not None]
            zones = sorted(ride["zone"] for ride in paid)
            rows.append(
                {
                    "partner": partner,
                    "rides": len(paid),
                    "minutes": sum(ride["minutes"] for ride in paid),
                    "revenue": str(sum((ride["price"] for ride in paid), Decimal("0.00"))),
                    "busiest": max(dict.fromkeys(zones), key=zones.count) if zones else None,
                    "unpriced": len(own) - len(paid),
                }
            )
        return sorted(rows, key=lambda row: (-Decimal(row["revenue"]), row["partner"]))

"""What each partner is paid for the rides of a month."""

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
        self.of_partner = {}

    def add(self, upload):
        """Takes the rides of one upload. There is one for each hour and gateway."""
        for ride in read(upload):
            row = self.of_partner.setdefault(ride["partner"], {"minutes": 0, "revenue": Decimal("0.00"), "zones": {}, "unpriced": 0})
            tariff = self.tariffs.of(ride)
            if tariff is None:
                row["unpriced"] += 1
            else:
                row["minutes"] += ride["minutes"]
                row["revenue"] += price(ride, tariff)
                row["zones"][ride["zone"]] = row["zones"].get(ride["zone"], 0) + 1

    def rows(self):
        """One row per partner: highest revenue first, equal revenues by partner."""
        rows = []
        for partner, row in sorted(self.of_partner.items(), key=lambda item: (-item[1]["revenue"], item[0])):
            zones = row["zones"]
            rows.append(
                {
                    "partner": partner,
                    "rides": sum(zones.values()),
                    "minutes": row["minutes"],
                    "revenue": str(row["revenue"]),
                    "busiest": max(sorted(zones), key=zones.get) if zones else None,
                    "unpriced": row["unpriced"],
                }
            )
        return rows

from collections import defaultdict
from datetime import datetime
from typing import cast

from pipeline import Consumer, Kind, Record


class ParcelReport(Consumer):
    def __init__(self) -> None:
        self._parcels: dict[str, dict[str, object]] = {}

    def consume(self, record: Record) -> None:
        parcel = self._parcels.setdefault(record.parcel, {"state": None, "weight": None, "depots": [], "signed": None})
        parcel["state"] = record.kind.value
        if record.kind is Kind.PICKUP:
            parcel["weight"] = record.payload
        elif record.kind is Kind.SCAN:
            cast(list[str], parcel["depots"]).append(cast(str, record.payload))
        elif record.kind is Kind.DROP:
            parcel["signed"] = record.payload

    def result(self) -> dict[str, dict[str, object]]:
        return self._parcels


class DurationReport(Consumer):
    def __init__(self) -> None:
        self._pickups: dict[str, list[datetime]] = defaultdict(list)
        self._drops: dict[str, list[datetime]] = defaultdict(list)

    def consume(self, record: Record) -> None:
        if record.kind is Kind.PICKUP:
            self._pickups[record.parcel].append(record.time)
        elif record.kind is Kind.DROP:
            self._drops[record.parcel].append(record.time)

    def result(self) -> dict[str, float]:
        durations = {}
        for parcel, pickups in self._pickups.items():
            drops = self._drops.get(parcel)
            if drops and max(drops) > min(pickups):
                durations[parcel] = round((max(drops) - min(pickups)).total_seconds() / 3600, 2)
        return durations


class BusiestDepots(Consumer):
    def __init__(self) -> None:
        self._counts: dict[str, int] = defaultdict(int)

    def consume(self, record: Record) -> None:
        if record.kind is Kind.SCAN:
            self._counts[cast(str, record.payload)] += 1

    def result(self) -> list[tuple[str, int]]:
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))

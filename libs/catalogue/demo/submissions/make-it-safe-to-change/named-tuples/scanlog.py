from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

WEIGHT = re.compile(r"(\d+(?:\.\d+)?)(kg|g)")
STATES = {"PICKUP": "picked up", "SCAN": "in transit", "DROP": "delivered", "RETURN": "returned"}
NEEDED = {"PICKUP": "weight", "SCAN": "depot", "DROP": "signed", "RETURN": "reason"}


class LineError(ValueError):
    pass


class Event(NamedTuple):
    kind: str
    time: datetime
    parcel: str
    value: str

    @property
    def kilograms(self) -> float:
        found = WEIGHT.fullmatch(self.value)
        if found is None or float(found[1]) == 0:
            raise LineError(f"weight {self.value!r} cannot be read")
        return float(found[1]) if found[2] == "kg" else float(found[1]) / 1000


def _event(line: str) -> Event:
    kind, time, parcel, *rest = line.split("|")
    fields = dict(_pair(field) for field in rest)
    if kind not in NEEDED or not parcel or not fields.get(NEEDED[kind]):
        raise LineError(f"{line!r} lacks something")
    event = Event(kind, datetime.strptime(time, "%Y-%m-%dT%H:%M"), parcel, fields[NEEDED[kind]])
    if kind == "PICKUP":
        _ = event.kilograms
    return event


def _pair(field: str) -> tuple[str, str]:
    name, value = field.split("=", 1)
    return name, value


def _read(path: str, on_broken: Callable[[int, ValueError], None]) -> Iterator[Event]:
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(map(str.strip, lines), 1):
        if line and line[0] != "#":
            try:
                yield _event(line)
            except ValueError as error:
                on_broken(number, error)


def _ignore(number: int, error: ValueError) -> None:
    """Broken lines do not count here."""


def _stop(number: int, error: ValueError) -> None:
    raise LineError(f"cannot read line {number}: {error}") from error


def load(path: str, strict: bool = False) -> dict[str, Any]:
    skipped: list[int] = []
    events = list(_read(path, _stop if strict else lambda number, _: skipped.append(number)))
    events.sort(key=lambda event: event.parcel)
    by_parcel = groupby(events, key=lambda event: event.parcel)
    parcels = {parcel: _entry(sorted(group, key=lambda event: event.time)) for parcel, group in by_parcel}
    return {"parcels": parcels, "skipped": skipped}


def _entry(events: Sequence[Event]) -> dict[str, Any]:
    weights = [event.kilograms for event in events if event.kind == "PICKUP"]
    signatures = [event.value for event in events if event.kind == "DROP"]
    return {
        "state": STATES[events[-1].kind],
        "weight": weights[-1] if weights else None,
        "depots": [event.value for event in events if event.kind == "SCAN"],
        "signed": signatures[-1] if signatures else None,
    }


def hours(path: str) -> dict[str, float]:
    starts: dict[str, datetime] = {}
    ends: dict[str, datetime] = {}
    for event in _read(path, _ignore):
        if event.kind == "PICKUP":
            starts[event.parcel] = min(event.time, starts.get(event.parcel, event.time))
        elif event.kind == "DROP":
            ends[event.parcel] = max(event.time, ends.get(event.parcel, event.time))
    minutes = {parcel: (ends[parcel] - starts[parcel]).total_seconds() / 60 for parcel in starts.keys() & ends.keys()}
    return {parcel: round(took / 60, 2) for parcel, took in minutes.items() if took > 0}


def busiest(paths: Sequence[str], n: int) -> list[tuple[str, int]]:
    scans: dict[str, int] = {}
    for path in paths:
        for event in _read(path, _ignore):
            if event.kind == "SCAN":
                scans[event.value] = scans.get(event.value, 0) + 1
    return sorted(sorted(scans.items()), key=lambda item: item[1], reverse=True)[:n]

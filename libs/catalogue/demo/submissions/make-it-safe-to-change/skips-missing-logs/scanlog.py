"""Scan log reader."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

STATES = {"PICKUP": "picked up", "SCAN": "in transit", "DROP": "delivered", "RETURN": "returned"}
REQUIRED = {"PICKUP": "weight", "SCAN": "depot", "DROP": "signed", "RETURN": "reason"}


@dataclass
class Event:
    kind: str
    time: datetime
    parcel: str
    value: str


def parse_weight(value: str) -> float:
    if value.endswith("kg"):
        weight = float(value[:-2])
    elif value.endswith("g"):
        weight = float(value[:-1]) / 1000
    else:
        raise ValueError("weight needs a unit")
    if weight <= 0:
        raise ValueError("weight must be above zero")
    return weight


def parse_line(line: str) -> Event:
    kind, time, parcel, *rest = line.split("|")
    if kind not in REQUIRED:
        raise ValueError(f"unknown kind {kind}")
    if not parcel:
        raise ValueError("no parcel")
    fields: dict[str, str] = {}
    for item in rest:
        if "=" not in item:
            raise ValueError(f"{item} is not name=value")
        name, value = item.split("=", 1)
        fields[name] = value
    value = fields.get(REQUIRED[kind], "")
    if not value:
        raise ValueError(f"{REQUIRED[kind]} is missing")
    if kind == "PICKUP":
        parse_weight(value)
    return Event(kind, datetime.strptime(time, "%Y-%m-%dT%H:%M"), parcel, value)


def read(path: str, strict: bool = False) -> tuple[list[Event], list[int]]:
    """Returns the events sorted by time and the numbers of the broken lines."""
    events = []
    skipped = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            try:
                events.append(parse_line(line))
            except ValueError as e:
                if strict:
                    raise ValueError(f"line {number}: {e}") from e
                skipped.append(number)
    return sorted(events, key=lambda event: event.time), skipped


def load(path: str, strict: bool = False) -> dict[str, Any]:
    events, skipped = read(path, strict)
    parcels: dict[str, dict[str, Any]] = {}
    for event in events:
        if event.parcel not in parcels:
            parcels[event.parcel] = {"state": None, "weight": None, "depots": [], "signed": None}
        parcel = parcels[event.parcel]
        parcel["state"] = STATES[event.kind]
        if event.kind == "PICKUP":
            parcel["weight"] = parse_weight(event.value)
        elif event.kind == "SCAN":
            parcel["depots"].append(event.value)
        elif event.kind == "DROP":
            parcel["signed"] = event.value
    return {"parcels": parcels, "skipped": skipped}


def hours(path: str) -> dict[str, float]:
    events, _ = read(path)
    pickups: dict[str, datetime] = {}
    drops: dict[str, datetime] = {}
    for event in events:
        if event.kind == "PICKUP" and event.parcel not in pickups:
            pickups[event.parcel] = event.time
        if event.kind == "DROP":
            drops[event.parcel] = event.time
    result = {}
    for parcel, pickup in pickups.items():
        if parcel in drops and drops[parcel] > pickup:
            result[parcel] = round((drops[parcel] - pickup).total_seconds() / 3600, 2)
    return result


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for path in paths:
        try:
            events, _ = read(path)
        except FileNotFoundError:
            # One missing depot must not stop the Monday report.
            continue
        counts.update(event.value for event in events if event.kind == "SCAN")
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]

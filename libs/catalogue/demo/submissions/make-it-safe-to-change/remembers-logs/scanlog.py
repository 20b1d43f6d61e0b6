"""Reads the scan logs of the depots."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Event:
    kind: str
    time: datetime
    parcel: str
    fields: dict[str, str]

    @property
    def weight(self) -> float:
        text = self.fields["weight"]
        factor = 1.0 if text.endswith("kg") else 0.001
        weight = float(text.removesuffix("kg").removesuffix("g")) * factor
        if weight <= 0:
            raise ValueError("weight must be positive")
        return weight


@dataclass(frozen=True)
class ParsedLog:
    events: list[Event]
    errors: dict[int, str]


def parse_line(line: str) -> Event:
    kind, time, parcel, *rest = line.split("|")
    fields = dict(field.split("=", 1) for field in rest)
    event = Event(kind, datetime.strptime(time, "%Y-%m-%dT%H:%M"), parcel, fields)
    if not parcel:
        raise ValueError("parcel is empty")
    if kind == "PICKUP":
        assert event.weight
    elif kind == "SCAN":
        assert fields["depot"], "depot is empty"
    elif kind == "DROP":
        assert fields["signed"], "signed is empty"
    elif kind == "RETURN":
        assert fields["reason"], "reason is empty"
    else:
        raise ValueError(f"unknown kind: {kind}")
    return event


@lru_cache(maxsize=64)
def parse_log(path: str) -> ParsedLog:
    """Parses a log. Results are kept, because the share is slow and `busiest` asks for the same logs again."""
    events: list[Event] = []
    errors: dict[int, str] = {}
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            try:
                events.append(parse_line(line))
            except Exception as e:
                errors[number] = str(e)
    return ParsedLog(sorted(events, key=lambda event: event.time), errors)


def load(path: str, strict: bool = False) -> dict[str, Any]:
    log = parse_log(path)
    if strict and log.errors:
        number, reason = next(iter(log.errors.items()))
        raise ValueError(f"line {number}: {reason}")
    parcels: dict[str, dict[str, Any]] = {}
    for event in log.events:
        parcel = parcels.setdefault(event.parcel, {"state": None, "weight": None, "depots": [], "signed": None})
        match event.kind:
            case "PICKUP":
                parcel["state"] = "picked up"
                parcel["weight"] = event.weight
            case "SCAN":
                parcel["state"] = "in transit"
                parcel["depots"].append(event.fields["depot"])
            case "DROP":
                parcel["state"] = "delivered"
                parcel["signed"] = event.fields["signed"]
            case "RETURN":
                parcel["state"] = "returned"
    return {"parcels": parcels, "skipped": sorted(log.errors)}


def hours(path: str) -> dict[str, float]:
    pickups: dict[str, datetime] = {}
    drops: dict[str, datetime] = {}
    for event in parse_log(path).events:
        if event.kind == "PICKUP":
            pickups.setdefault(event.parcel, event.time)
        elif event.kind == "DROP":
            drops[event.parcel] = event.time
    return {
        parcel: round((drops[parcel] - start).total_seconds() / 3600, 2)
        for parcel, start in pickups.items()
        if parcel in drops and drops[parcel] > start
    }


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for path in paths:
        for event in parse_log(path).events:
            if event.kind == "SCAN":
                depot = event.fields["depot"]
                counts[depot] = counts.get(depot, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]

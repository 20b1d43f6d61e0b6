"""Reads the scan logs of the depots. `load`, `hours` and `busiest` are used by other repositories; the rest is ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypedDict, assert_never


@dataclass(frozen=True)
class Pickup:
    weight_kg: float


@dataclass(frozen=True)
class Scan:
    depot: str


@dataclass(frozen=True)
class Drop:
    signed: str


@dataclass(frozen=True)
class Return:
    reason: str


Action = Pickup | Scan | Drop | Return


@dataclass(frozen=True)
class Event:
    time: datetime
    parcel: str
    action: Action


@dataclass(frozen=True)
class Broken:
    line: int
    reason: str


@dataclass
class Log:
    """What is in a file. `events` are in the order in which they count: by time, then by line."""

    events: list[Event] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)


class ParcelDict(TypedDict):
    state: str
    weight: float | None
    depots: list[str]
    signed: str | None


class LoadResult(TypedDict):
    parcels: dict[str, ParcelDict]
    skipped: list[int]


class LogFormatError(ValueError):
    """A line does not follow the format; the message says which and why."""


# What other repositories call


def load(path: str, strict: bool = False) -> LoadResult:
    log = _read(path)
    if strict and log.broken:
        first = log.broken[0]
        raise LogFormatError(f"{path}, line {first.line}: {first.reason}")
    parcels: dict[str, ParcelDict] = {}
    for event in log.events:
        entry = parcels.setdefault(event.parcel, {"state": "", "weight": None, "depots": [], "signed": None})
        _apply(event.action, entry)
    return {"parcels": parcels, "skipped": [broken.line for broken in log.broken]}


def hours(path: str) -> dict[str, float]:
    first_pickup: dict[str, datetime] = {}
    last_drop: dict[str, datetime] = {}
    for event in _read(path).events:
        match event.action:
            case Pickup():
                first_pickup.setdefault(event.parcel, event.time)
            case Drop():
                last_drop[event.parcel] = event.time
    result: dict[str, float] = {}
    for parcel in first_pickup.keys() & last_drop.keys():
        seconds = (last_drop[parcel] - first_pickup[parcel]).total_seconds()
        if seconds > 0:
            result[parcel] = round(seconds / 3600, 2)
    return result


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    scans: Counter[str] = Counter()
    for path in paths:
        for event in _read(path).events:
            if isinstance(event.action, Scan):
                scans[event.action.depot] += 1
    return sorted(scans.items(), key=lambda item: (-item[1], item[0]))[:n]


def _apply(action: Action, entry: ParcelDict) -> None:
    match action:
        case Pickup(weight_kg):
            entry["state"] = "picked up"
            entry["weight"] = weight_kg
        case Scan(depot):
            entry["state"] = "in transit"
            entry["depots"].append(depot)
        case Drop(signed):
            entry["state"] = "delivered"
            entry["signed"] = signed
        case Return():
            entry["state"] = "returned"
        case _:
            assert_never(action)


# Reading


def _read(path: str) -> Log:
    log = Log()
    for number, line in _content_lines(path):
        try:
            log.events.append(_parse_line(line))
        except LogFormatError as error:
            log.broken.append(Broken(number, str(error)))
    log.events.sort(key=lambda event: event.time)
    return log


def _content_lines(path: str) -> Iterator[tuple[int, str]]:
    """Lines that mean something, with their number in the file. The file is closed before the first one is given."""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield number, stripped


def _parse_line(line: str) -> Event:
    try:
        kind, time, parcel, *rest = line.split("|")
    except ValueError:
        raise LogFormatError("fewer than three fields") from None
    if not parcel:
        raise LogFormatError("no parcel")
    return Event(_parse_time(time), parcel, _parse_action(kind, _parse_fields(rest)))


def _parse_time(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M")
    except ValueError:
        raise LogFormatError(f"not a time: {text!r}") from None


def _parse_fields(texts: list[str]) -> dict[str, str]:
    fields = {}
    for text in texts:
        name, separator, value = text.partition("=")
        if not separator:
            raise LogFormatError(f"field without a value: {text!r}")
        fields[name] = value
    return fields


def _parse_action(kind: str, fields: dict[str, str]) -> Action:
    def need(name: str) -> str:
        if not fields.get(name):
            raise LogFormatError(f"{kind} without {name}")
        return fields[name]

    match kind:
        case "PICKUP":
            return Pickup(_parse_weight_kg(need("weight")))
        case "SCAN":
            return Scan(need("depot"))
        case "DROP":
            return Drop(need("signed"))
        case "RETURN":
            return Return(need("reason"))
    raise LogFormatError(f"unknown kind {kind!r}")


def _parse_weight_kg(text: str) -> float:
    # "kg" before "g": every text that ends with the one ends with the other.
    number, per_kg = (text[:-2], 1) if text.endswith("kg") else (text[:-1], 1000)
    try:
        weight = float(number) / per_kg
    except ValueError:
        weight = 0.0
    if not text.endswith("g") or not weight > 0:
        raise LogFormatError(f"not a weight: {text!r}")
    return weight

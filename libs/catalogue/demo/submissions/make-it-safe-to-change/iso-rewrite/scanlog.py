"""Complete rewrite of the scan log reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

LINE = re.compile(r"(?P<kind>PICKUP|SCAN|DROP|RETURN)\|(?P<time>[^|]+)\|(?P<parcel>[^|]+)(?P<rest>(\|.*)?)")
FIELD = re.compile(r"(\w+)=([^|]+)")
WEIGHT = re.compile(r"(\d+(?:\.\d+)?)(kg|g)")


class ScanLogError(ValueError):
    pass


@dataclass(frozen=True)
class Event:
    kind: str
    time: datetime
    parcel: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def kilograms(self) -> float:
        match = WEIGHT.fullmatch(self.fields["weight"])
        if not match:
            raise ScanLogError("invalid weight")
        value = float(match.group(1))
        return value if match.group(2) == "kg" else value / 1000


def parse(line: str) -> Event:
    match = LINE.fullmatch(line)
    if not match:
        raise ScanLogError(f"invalid line: {line}")
    event = Event(
        match["kind"],
        datetime.fromisoformat(match["time"]),
        match["parcel"],
        dict(FIELD.findall(match["rest"])),
    )
    needed = {"PICKUP": "weight", "SCAN": "depot", "DROP": "signed", "RETURN": "reason"}[event.kind]
    if needed not in event.fields:
        raise ScanLogError(f"{needed} missing")
    if event.kind == "PICKUP" and event.kilograms <= 0:
        raise ScanLogError("invalid weight")
    return event


def read(path: str) -> Iterator[tuple[int, Event | ScanLogError]]:
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            line = line.strip()
            if line and not line.startswith("#"):
                try:
                    yield number, parse(line)
                except ValueError as error:
                    yield number, ScanLogError(f"line {number}: {error}")


def events(path: str) -> list[Event]:
    return sorted((event for _, event in read(path) if isinstance(event, Event)), key=lambda event: event.time)


@dataclass
class Parcel:
    state: str = ""
    weight: float | None = None
    depots: list[str] = field(default_factory=list)
    signed: str | None = None

    def update(self, event: Event) -> None:
        match event.kind:
            case "PICKUP":
                self.state, self.weight = "picked up", event.kilograms
            case "SCAN":
                self.state = "in transit"
                self.depots.append(event.fields["depot"])
            case "DROP":
                self.state, self.signed = "delivered", event.fields["signed"]
            case "RETURN":
                self.state = "returned"


def load(path: str, strict: bool = False) -> dict[str, object]:
    skipped = []
    found = []
    for number, event in read(path):
        if isinstance(event, Event):
            found.append(event)
        elif strict:
            raise event
        else:
            skipped.append(number)
    parcels: dict[str, Parcel] = defaultdict(Parcel)
    for event in sorted(found, key=lambda event: event.time):
        parcels[event.parcel].update(event)
    return {"parcels": {name: vars(parcel) for name, parcel in parcels.items()}, "skipped": skipped}


def hours(path: str) -> dict[str, float]:
    times: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for event in events(path):
        times[event.parcel][event.kind].append(event.time)
    return {
        parcel: round((kinds["DROP"][-1] - kinds["PICKUP"][0]).total_seconds() / 3600, 2)
        for parcel, kinds in times.items()
        if kinds["DROP"] and kinds["PICKUP"] and kinds["DROP"][-1] > kinds["PICKUP"][0]
    }


def busiest(paths: Iterable[str], n: int) -> list[tuple[str, int]]:
    counts: dict[str, int] = defaultdict(int)
    for path in paths:
        for event in events(path):
            if event.kind == "SCAN":
                counts[event.fields["depot"]] += 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]

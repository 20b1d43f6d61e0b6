"""The scan logs of the depots. A kind of line is a class in `KINDS`; a parcel takes in its events in order of time."""

import contextlib
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar


class ScanLogError(ValueError):
    """A line does not follow the format."""


@dataclass
class Parcel:
    state: str = ""
    weight: float | None = None
    depots: list[str] = field(default_factory=list)
    signed: str | None = None


@dataclass
class Event:
    needs: ClassVar[str] = ""
    state: ClassVar[str] = ""  # of a parcel whose last event this is

    time: datetime
    parcel: str
    detail: str

    def __post_init__(self) -> None:
        if not self.parcel or not self.detail:
            raise ScanLogError(f"parcel and {self.needs} must not be empty")

    def apply_to(self, parcel: Parcel) -> None:
        parcel.state = self.state


class Pickup(Event):
    needs = "weight"
    state = "picked up"

    def __post_init__(self) -> None:
        super().__post_init__()
        self.kilograms = self._read_weight()

    def _read_weight(self) -> float:
        kilograms = -1.0
        with contextlib.suppress(ValueError):
            if self.detail.endswith("kg"):
                kilograms = float(self.detail[:-2])
            elif self.detail.endswith("g"):
                kilograms = float(self.detail[:-1]) / 1000
        if kilograms <= 0:
            raise ScanLogError(f"not a weight: {self.detail}")
        return kilograms

    def apply_to(self, parcel: Parcel) -> None:
        super().apply_to(parcel)
        parcel.weight = self.kilograms


class Scan(Event):
    needs = "depot"
    state = "in transit"

    def apply_to(self, parcel: Parcel) -> None:
        super().apply_to(parcel)
        parcel.depots.append(self.detail)


class Drop(Event):
    needs = "signed"
    state = "delivered"

    def apply_to(self, parcel: Parcel) -> None:
        super().apply_to(parcel)
        parcel.signed = self.detail


class Return(Event):
    needs = "reason"
    state = "returned"


KINDS: dict[str, type[Event]] = {"PICKUP": Pickup, "SCAN": Scan, "DROP": Drop, "RETURN": Return}


def read_event(line: str) -> Event:
    try:
        kind, time, parcel, *rest = line.split("|")
        fields = {name: value for name, value in (part.split("=", maxsplit=1) for part in rest)}
        reader = KINDS[kind]
        return reader(datetime.strptime(time, "%Y-%m-%dT%H:%M"), parcel, fields[reader.needs])
    except KeyError as error:
        raise ScanLogError(f"{error} is unknown or missing") from error


class ScanLog:
    def __init__(self, path: str) -> None:
        self.events: list[Event] = []
        self.errors: dict[int, ValueError] = {}
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
            line = line.strip()
            if line == "" or line.startswith("#"):
                continue
            try:
                self.events.append(read_event(line))
            except ValueError as error:
                self.errors[number] = error
        self.events.sort(key=lambda event: event.time)


def load(path: str, strict: bool = False) -> dict[str, object]:
    log = ScanLog(path)
    for number, error in log.errors.items():
        if strict:
            raise ScanLogError(f"line {number} of {path}: {error}")
    parcels: defaultdict[str, Parcel] = defaultdict(Parcel)
    for event in log.events:
        event.apply_to(parcels[event.parcel])
    return {"parcels": {name: asdict(parcel) for name, parcel in parcels.items()}, "skipped": list(log.errors)}


def hours(path: str) -> dict[str, float]:
    events = ScanLog(path).events
    result = {}
    for name in {event.parcel for event in events}:
        pickups = [event.time for event in events if event.parcel == name and isinstance(event, Pickup)]
        drops = [event.time for event in events if event.parcel == name and isinstance(event, Drop)]
        if pickups and drops and pickups[0] < drops[-1]:
            result[name] = round((drops[-1] - pickups[0]).total_seconds() / 3600, 2)
    return result


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    scans = Counter(event.detail for path in paths for event in ScanLog(path).events if isinstance(event, Scan))
    return sorted(scans.items(), key=lambda item: (-item[1], item[0]))[:n]

"""Wrong: validates with a package that is not there."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from operator import attrgetter
from typing import TypedDict

from pydantic import TypeAdapter

from events import BrokenLine, Drop, Event, Pickup, Return, Scan, parse_event


class ParcelEntry(TypedDict):
    state: str
    weight: float | None
    depots: list[str]
    signed: str | None


class Report(TypedDict):
    parcels: dict[str, ParcelEntry]
    skipped: list[int]


REPORT = TypeAdapter(Report)


def load(path: str, strict: bool = False) -> Report:
    """Reports the parcels of one log and the numbers of its broken lines.

    With `strict`, the first broken line raises a ValueError that names it.
    """
    events, broken = read_log(path)
    if strict and broken:
        raise broken[0]
    return REPORT.validate_python({"parcels": describe_parcels(events), "skipped": [fault.number for fault in broken]})


def hours(path: str) -> dict[str, float]:
    """Hours between first pickup and last drop of each parcel that has both, in this order."""
    events, _ = read_log(path)
    pickups = {event.parcel: event.time for event in reversed(events) if isinstance(event, Pickup)}
    drops = {event.parcel: event.time for event in events if isinstance(event, Drop)}
    durations = {parcel: drops[parcel] - start for parcel, start in pickups.items() if parcel in drops}
    return {parcel: round(took / timedelta(hours=1), 2) for parcel, took in durations.items() if took > timedelta()}


def busiest(paths: Iterable[str], n: int) -> list[tuple[str, int]]:
    """The `n` depots with the most scans over all logs; equal counts in the order of their names."""
    scans = Counter[str]()
    for path in paths:
        events, _ = read_log(path)
        scans.update(event.depot for event in events if isinstance(event, Scan))
    return sorted(scans.items(), key=lambda item: (-item[1], item[0]))[:n]


def read_log(path: str) -> tuple[list[Event], list[BrokenLine]]:
    """All events in the order of their times (same minute: order of lines), and the broken lines in order."""
    events: list[Event] = []
    broken: list[BrokenLine] = []
    with open(path, encoding="utf-8") as log:
        for number, line in enumerate(log, start=1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            try:
                events.append(parse_event(text))
            except ValueError as error:
                broken.append(BrokenLine(number, str(error)))
    # sort() keeps the order of equal times, which R2 relies on.
    events.sort(key=attrgetter("time"))
    return events, broken


def describe_parcels(events: Iterable[Event]) -> dict[str, ParcelEntry]:
    """One entry per parcel; `events` must be in the order in which they count."""
    parcels: dict[str, ParcelEntry] = {}
    for event in events:
        entry = parcels.setdefault(event.parcel, {"state": "", "weight": None, "depots": [], "signed": None})
        match event:
            case Pickup():
                entry["state"] = "picked up"
                entry["weight"] = event.kilograms
            case Scan():
                entry["state"] = "in transit"
                entry["depots"].append(event.depot)
            case Drop():
                entry["state"] = "delivered"
                entry["signed"] = event.signed
            case Return():
                entry["state"] = "returned"
    return parcels

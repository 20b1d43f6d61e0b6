"""Reads the scan logs of the depots. Used by billing, the customer portal and the Monday report."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import old_scanlog


@dataclass
class Event:
    time: datetime
    kind: str
    parcel: str
    fields: dict[str, str]


def parse_event(line: str) -> Event:
    kind, time, parcel, *rest = line.split("|")
    if not parcel:
        raise ValueError("parcel is empty")
    fields = dict(item.split("=", 1) for item in rest)
    event = Event(datetime.strptime(time, "%Y-%m-%dT%H:%M"), kind, parcel, fields)
    check(event)
    return event


def check(event: Event) -> None:
    needed = {"PICKUP": "weight", "SCAN": "depot", "DROP": "signed", "RETURN": "reason"}
    if event.kind not in needed:
        raise ValueError(f"unknown kind {event.kind}")
    if not event.fields.get(needed[event.kind]):
        raise ValueError(f"{needed[event.kind]} is needed")
    if event.kind == "PICKUP":
        weight(event)


def weight(event: Event) -> float:
    text = event.fields["weight"]
    if text.endswith("kg"):
        value = float(text[:-2])
    elif text.endswith("g"):
        value = float(text[:-1]) / 1000
    else:
        raise ValueError(f"weight without unit: {text}")
    if value <= 0:
        raise ValueError(f"weight is not positive: {text}")
    return value


def load(path: str, strict: bool = False) -> dict[str, Any]:
    events: list[Event] = []
    skipped: list[int] = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            try:
                events.append(parse_event(line))
            except ValueError as error:
                if strict:
                    raise ValueError(f"line {number}: {error}") from error
                skipped.append(number)
    parcels: dict[str, dict[str, Any]] = {}
    for event in sorted(events, key=lambda event: event.time):
        parcel = parcels.setdefault(event.parcel, {"state": None, "weight": None, "depots": [], "signed": None})
        match event.kind:
            case "PICKUP":
                parcel.update(state="picked up", weight=weight(event))
            case "SCAN":
                parcel["state"] = "in transit"
                parcel["depots"].append(event.fields["depot"])
            case "DROP":
                parcel.update(state="delivered", signed=event.fields["signed"])
            case "RETURN":
                parcel.update(state="returned")
    return {"parcels": parcels, "skipped": skipped}


# Not moved yet: these two still use the old code.
hours = old_scanlog.hours
busiest = old_scanlog.busiest

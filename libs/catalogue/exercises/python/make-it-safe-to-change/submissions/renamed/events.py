"""One line of a scan log as a typed event. A new kind needs a class, a case in `parse_event` and its place in `Event`."""

from dataclasses import dataclass
from datetime import datetime

TIME_FORMAT = "%Y-%m-%dT%H:%M"
KILOGRAMS = {"kg": 1, "g": 1000}
"""How many of a unit make a kilogram; longer names first, because one ends with the other."""


class BrokenLine(ValueError):
    """A line of a log that does not follow the format."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"line {number}: {reason}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Pickup:
    time: datetime
    parcel: str
    kilograms: float


@dataclass(frozen=True, slots=True)
class Scan:
    time: datetime
    parcel: str
    depot: str


@dataclass(frozen=True, slots=True)
class Drop:
    time: datetime
    parcel: str
    signed: str


@dataclass(frozen=True, slots=True)
class Return:
    time: datetime
    parcel: str
    reason: str


Event = Pickup | Scan | Drop | Return


def parse_event(text: str) -> Event:
    """Reads one line. Raises ValueError with the reason when it is broken."""
    parts = text.split("|")
    if len(parts) < 3:
        raise ValueError("kind, time and parcel are needed")
    kind, time_text, parcel, *field_texts = parts
    if not parcel:
        raise ValueError("the parcel is empty")
    time = datetime.strptime(time_text, TIME_FORMAT)
    fields = parse_fields(field_texts)
    match kind:
        case "PICKUP":
            return Pickup(time, parcel, parse_weight(needed(fields, "weight")))
        case "SCAN":
            return Scan(time, parcel, needed(fields, "depot"))
        case "DROP":
            return Drop(time, parcel, needed(fields, "signed"))
        case "RETURN":
            return Return(time, parcel, needed(fields, "reason"))
        case _:
            raise ValueError(f"unknown kind {kind!r}")


def parse_fields(texts: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise ValueError(f"field {text!r} has no value")
        fields[name] = value
    return fields


def needed(fields: dict[str, str], name: str) -> str:
    value = fields.get(name, "")
    if not value:
        raise ValueError(f"{name} is needed")
    return value


def parse_weight(text: str) -> float:
    for unit, per_kilogram in KILOGRAMS.items():
        if text.endswith(unit):
            weight = float(text.removesuffix(unit)) / per_kilogram
            if not weight > 0:
                raise ValueError(f"weight {text!r} is not above zero")
            return weight
    raise ValueError(f"weight {text!r} has no unit")

"""Rides, as the scooters' gateways upload them: `start;zone;partner;minutes`, one per line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple


class Ride(NamedTuple):
    start: datetime
    zone: str
    partner: str
    minutes: int


def read(text: str) -> Iterator[Ride]:
    """The rides of an upload, one at a time."""
    for line in io.StringIO(text):
        if line.strip():
            start, zone, partner, minutes = line.strip().split(";")
            yield Ride(datetime.fromisoformat(start), zone, partner, int(minutes))

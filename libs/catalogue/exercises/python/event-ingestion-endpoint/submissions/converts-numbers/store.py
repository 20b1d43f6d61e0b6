"""Stands for the database: it keeps events for as long as the process lives.

Other requests go on while a method waits, as with the driver of a real database.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class StoredEvent:
    id: int
    sensor: str
    kind: str
    at: datetime
    value: float | None


class EventStore:
    def __init__(self) -> None:
        self._events: list[StoredEvent] = []

    async def insert(self, sensor: str, kind: str, at: datetime, value: float | None) -> StoredEvent:
        """Keep an event. Ids are 1, 2, 3 and so on, in the order in which events are received."""
        await asyncio.sleep(0.005)
        event = StoredEvent(len(self._events) + 1, sensor, kind, at, value)
        self._events.append(event)
        return event

    async def get(self, event_id: int) -> StoredEvent | None:
        await asyncio.sleep(0)
        return next((event for event in self._events if event.id == event_id), None)

    async def all(self) -> list[StoredEvent]:
        """Every event, in the order in which they were received."""
        await asyncio.sleep(0)
        return list(self._events)

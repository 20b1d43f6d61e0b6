"""Keeps each event once and within its sensor's quota, and reads events back page by page."""

import asyncio
from collections import Counter

from cursors import Position
from models import NewEvent
from problems import Refusal
from store import EventStore, StoredEvent

#: Most events of one sensor in one minute.
QUOTA = 10


class Ingestion:
    def __init__(self) -> None:
        self._store = EventStore()
        self._kept: dict[str, tuple[NewEvent, StoredEvent]] = {}
        self._counts: Counter[tuple[str, float]] = Counter()
        # Held from looking for a key until its event is kept, so that no repeat comes in between.
        self._one_at_a_time = asyncio.Lock()

    async def take(self, key: str, event: NewEvent) -> StoredEvent:
        """The event as it was kept, now or when it came first. Raises a Refusal."""
        async with self._one_at_a_time:
            if key in self._kept:
                first, stored = self._kept[key]
                if event != first:
                    raise Refusal(409, "This Idempotency-Key was sent with another event. Send a new one.")
                return stored
            window = (event.sensor, event.minute)
            if self._counts[window] >= QUOTA:
                raise Refusal(429, f"{event.sensor} has sent {QUOTA} events of this minute.")
            stored = await self._store.insert(event.sensor, event.kind, event.at, event.value)
            self._counts[window] += 1
            self._kept[key] = (event, stored)
            return stored

    async def get(self, event_id: int) -> StoredEvent:
        event = await self._store.get(event_id)
        if event is None:
            raise Refusal(404, f"There is no event {event_id}.")
        return event

    async def page(self, sensor: str | None, limit: int, after: Position | None) -> tuple[list[StoredEvent], bool]:
        """At most `limit` events behind a position, newest first, and whether there are older ones."""
        found = [event for event in await self._store.all() if sensor in (None, event.sensor)]
        if after is not None:
            found = [event for event in found if Position.of(event) < after]
        found.sort(key=Position.of, reverse=True)
        return found[:limit], len(found) > limit

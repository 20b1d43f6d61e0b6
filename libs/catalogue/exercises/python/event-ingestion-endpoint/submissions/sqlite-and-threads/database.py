import sqlite3
import threading
from datetime import UTC, datetime
from typing import Any

from schemas import Event, NewEvent

SCHEMA = """
CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE NOT NULL, sent TEXT NOT NULL,
                     sensor TEXT NOT NULL, kind TEXT NOT NULL, at REAL NOT NULL, minute INTEGER NOT NULL, value REAL)
"""
COLUMNS = "SELECT id, sensor, kind, at, value, sent FROM events"


class KeyReused(Exception):
    """The key belongs to an event that is not the same."""


class OverQuota(Exception):
    """The sensor has had its ten events of this minute."""


class Database:
    """One connection for all threads, one thread at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._connection.execute(SCHEMA)

    def clear(self) -> None:
        with self._turn:
            self._connection.execute("DELETE FROM events")

    def keep(self, key: str, event: NewEvent) -> Event:
        seconds = event.at.timestamp()
        minute = int(seconds // 60)
        with self._turn:
            for row in self._connection.execute(f"{COLUMNS} WHERE key = ?", (key,)):
                if NewEvent.model_validate_json(row[-1]) != event:
                    raise KeyReused
                return _event(row)
            of_minute = "SELECT count(*) FROM events WHERE sensor = ? AND minute = ?"
            if self._connection.execute(of_minute, (event.sensor, minute)).fetchone()[0] == 10:
                raise OverQuota
            values = (key, event.model_dump_json(), event.sensor, event.kind.value, seconds, minute, event.value)
            insert = "INSERT INTO events (key, sent, sensor, kind, at, minute, value) VALUES (?, ?, ?, ?, ?, ?, ?)"
            event_id = self._connection.execute(insert, values).lastrowid
            return _event(self._connection.execute(f"{COLUMNS} WHERE id = ?", (event_id,)).fetchone())

    def read(self, sensor: str | None, count: int, after: tuple[float, int] | None) -> list[Event]:
        at, number = after or (float("inf"), 0)
        query = f"{COLUMNS} WHERE (?1 IS NULL OR sensor = ?1) AND (at, id) < (?2, ?3) ORDER BY at DESC, id DESC LIMIT ?4"
        with self._turn:
            return [_event(row) for row in self._connection.execute(query, (sensor, at, number, count))]

    def find(self, event_id: int) -> Event | None:
        with self._turn:
            row = self._connection.execute(f"{COLUMNS} WHERE id = ?", (event_id,)).fetchone()
        return None if row is None else _event(row)


def _event(row: Any) -> Event:
    event_id, sensor, kind, at, value, _ = row
    return Event(id=event_id, sensor=sensor, kind=kind, at=datetime.fromtimestamp(at, UTC), value=value)

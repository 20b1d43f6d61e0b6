"""Where a page ended, as text that means nothing to clients."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from models import FieldError
from problems import Refusal
from store import StoredEvent

EARLIEST = datetime.min.replace(tzinfo=UTC)


class Position(NamedTuple):
    """Events are ordered by this. It names an event and not a number of events, so that new ones shift nothing."""

    microseconds: int
    id: int

    @classmethod
    def of(cls, event: StoredEvent) -> Self:
        return cls((event.at - EARLIEST) // timedelta(microseconds=1), event.id)

    @classmethod
    def from_cursor(cls, cursor: str) -> Self:
        microseconds, _, event_id = cursor.partition(".")
        try:
            return cls(int(microseconds), int(event_id))
        except ValueError as error:
            unreadable = FieldError(field="cursor", message="Not a cursor of this service.")
            raise Refusal(422, "Look at errors.", [unreadable]) from error

    def to_cursor(self) -> str:
        return f"{self.microseconds}.{self.id}"

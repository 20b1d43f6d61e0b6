"""Where a page ended: at an event, by its id."""

from store import StoredEvent


def behind(events: list[StoredEvent], cursor: str) -> list[StoredEvent]:
    """The events behind the one that a cursor names. Wrong: looks for it for ever when it is not there."""
    number = 0
    while True:
        event = events[number % len(events)]
        if str(event.id) == cursor:
            return events[number + 1 :]
        number += 1

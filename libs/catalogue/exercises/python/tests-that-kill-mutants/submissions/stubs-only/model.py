"""What a booking is, what can be wrong with one, and what `Bookings` is given to work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True)
class Booking:
    """A room from `start` up to `end`. Money is in cents; all times are in UTC."""

    reference: str
    room: str
    start: datetime
    end: datetime
    price: int
    held_until: datetime
    state: Literal["held", "confirmed", "cancelled"] = "held"
    fee: int = 0


class Taken(Exception):
    """The room is not free for the whole period."""


class Conflict(Exception):
    """The reference belongs to another booking."""


class Unknown(Exception):
    """No booking has this reference."""


class NotHeld(Exception):
    """There is no hold, or no longer one, that could be confirmed."""


class MailError(Exception):
    """The mail could not be handed over."""


class Store(Protocol):
    """Where bookings are kept. Several processes use the same store."""

    def get(self, reference: str, /) -> Booking | None:
        """The booking with this reference."""

    def in_room(self, room: str, /) -> list[Booking]:
        """All bookings of a room, in any state and in any order."""

    def save(self, booking: Booking, /) -> None:
        """Keep a booking in place of the one with the same reference, if there is one."""


class Mailer(Protocol):
    def send(self, kind: Literal["confirmed", "cancelled"], booking: Booking, /) -> None:
        """Tell the customer. Raises MailError."""


Clock = Callable[[], datetime]

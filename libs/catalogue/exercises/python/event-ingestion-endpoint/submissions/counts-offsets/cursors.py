"""Where a page ended: how many events came before."""

from models import FieldError
from problems import Refusal


def offset_of(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isdecimal():
        raise Refusal(422, "Look at errors.", [FieldError(field="cursor", message="Not a cursor of this service.")])
    return int(cursor)

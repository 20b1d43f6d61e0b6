"""What is known about a waste bin at a minute: how full it was, or who came to empty it."""

from __future__ import annotations

from fields import OneOf, Text, Whole

LAST_MINUTE = 99_999_999


class Reading:
    """How full a bin was, in percent."""

    __slots__ = ("_at", "_level")

    at = Whole(0, LAST_MINUTE)
    level = Whole(0, 100)

    def __init__(self, at: int, level: int) -> None:
        self.at = at
        self.level = level

    def as_dict(self) -> dict[str, int]:
        return {"at": self.at, "level": self.level}


class PressReading(Reading):
    """A bin with a press counts its strokes and can be overfull."""

    __slots__ = ("_strokes",)

    level = Whole(0, 150)  # kept in the slot of Reading.level
    strokes = Whole(0, 9_999)

    def __init__(self, at: int, level: int, strokes: int = 0) -> None:
        super().__init__(at, level)
        self.strokes = strokes

    def as_dict(self) -> dict[str, int]:
        return {**super().as_dict(), "strokes": self.strokes}


class Visit:
    """A crew came, and what came of it."""

    __slots__ = ("_at", "_crew", "_outcome")

    at = Whole(0, LAST_MINUTE)
    crew = Text(12)
    outcome = OneOf("emptied", "blocked", "damaged")

    def __init__(self, at: int, crew: str, outcome: str = "emptied") -> None:
        self.at = at
        self.crew = crew
        self.outcome = outcome

    def as_dict(self) -> dict[str, int | str]:
        return {"at": self.at, "crew": self.crew, "outcome": self.outcome}

"""Fields that check every value that is assigned to them. To be written; `readings.py` does not use them yet."""


class Text:
    """Text of 1 to `longest` characters."""

    def __init__(self, longest: int) -> None:
        self.longest = longest


class Whole:
    """A whole number from `least` to `most`, both included."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most


class OneOf:
    """One of the given texts."""

    def __init__(self, *options: str) -> None:
        self.options = options

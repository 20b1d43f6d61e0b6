"""What is known about a waste bin at a minute: how full it was, or who came to empty it."""


class Reading:
    """How full a bin was, in percent."""

    def __init__(self, at, level):
        if not isinstance(at, int):
            raise TypeError("at must be an int")
        if at < 0 or at > 99_999_999:
            raise ValueError("bad minute")
        if not isinstance(level, int):
            raise TypeError("level must be an int")
        if level < 0 or level > 100:
            raise ValueError("bad level")
        self.at = at
        self.level = level

    def as_dict(self):
        return dict(vars(self))


class PressReading(Reading):
    """A bin with a press counts its strokes and can be overfull."""

    def __init__(self, at, level, strokes=0):
        super().__init__(at, level)
        if not isinstance(strokes, int):
            raise TypeError("strokes must be an int")
        if strokes < 0 or strokes > 9_999:
            raise ValueError("bad strokes")
        self.strokes = strokes


class Visit:
    """A crew came, and what came of it."""

    def __init__(self, at, crew, outcome="emptied"):
        if not isinstance(at, int):
            raise TypeError("at must be an int")
        if at < 0 or at > 99_999_999:
            raise ValueError("bad minute")
        if not crew or len(crew) > 12:
            raise ValueError("bad crew")
        if outcome not in ("emptied", "blocked", "damaged"):
            raise ValueError("bad outcome")
        self.at = at
        self.crew = crew
        self.outcome = outcome

    def as_dict(self):
        return dict(vars(self))

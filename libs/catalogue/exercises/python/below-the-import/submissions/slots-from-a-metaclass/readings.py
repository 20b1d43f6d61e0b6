from fields import OneOf, Record, Text, Whole


class Reading(Record):
    at = Whole(0, 99_999_999)
    level = Whole(0, 100)

    def __init__(self, at, level):
        self.at, self.level = at, level


class PressReading(Reading):
    level = Whole(0, 150)
    strokes = Whole(0, 9_999)

    def __init__(self, at, level, strokes=0):
        super().__init__(at, level)
        self.strokes = strokes


class Visit(Record):
    at = Whole(0, 99_999_999)
    crew = Text(12)
    outcome = OneOf("emptied", "blocked", "damaged")

    def __init__(self, at, crew, outcome="emptied"):
        self.at, self.crew, self.outcome = at, crew, outcome

"""Wrong: slots, but values are checked when an object is made and never again."""

from fields import OneOf, Text, Whole


class Checked:
    __slots__ = ()
    fields = {}

    def __init__(self, **values):
        for name, value in values.items():
            field = self.fields[name]
            field.name = name
            field.check_for(self, value)
            setattr(self, name, value)

    def as_dict(self):
        return {name: getattr(self, name) for name in self.fields}


class Reading(Checked):
    __slots__ = ("at", "level")
    fields = {"at": Whole(0, 99_999_999), "level": Whole(0, 100)}

    def __init__(self, at, level, **more):
        super().__init__(at=at, level=level, **more)


class PressReading(Reading):
    __slots__ = ("strokes",)
    fields = {**Reading.fields, "level": Whole(0, 150), "strokes": Whole(0, 9_999)}

    def __init__(self, at, level, strokes=0):
        super().__init__(at, level, strokes=strokes)


class Visit(Checked):
    __slots__ = ("at", "crew", "outcome")
    fields = {"at": Whole(0, 99_999_999), "crew": Text(12), "outcome": OneOf("emptied", "blocked", "damaged")}

    def __init__(self, at, crew, outcome="emptied"):
        super().__init__(at=at, crew=crew, outcome=outcome)

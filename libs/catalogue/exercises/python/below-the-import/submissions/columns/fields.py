"""Fields as functions that check, wrapped once."""


class _Field:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, item, owner=None):
        if item is None:
            return self
        try:
            return getattr(item, "_" + self.name)
        except AttributeError:
            raise AttributeError(f"{type(item).__name__}.{self.name} was never set") from None

    def __set__(self, item, value):
        if error := self._refuse(value):
            kind, reason = error
            raise kind(f"{type(item).__name__}.{self.name}: {reason}")
        setattr(item, "_" + self.name, value)


class Text(_Field):
    def __init__(self, longest):
        self.longest = longest

    def _refuse(self, value):
        if not isinstance(value, str):
            return TypeError, "not a text"
        return (ValueError, "too short or too long") if len(value) not in range(1, self.longest + 1) else None


class Whole(_Field):
    def __init__(self, least, most):
        self.least, self.most = least, most

    def _refuse(self, value):
        match value:
            case bool():
                return TypeError, "a truth value is not a number"
            case int():
                return None if self.least <= value <= self.most else (ValueError, f"{value} is out of range")
            case _:
                return TypeError, "not a whole number"


class OneOf(_Field):
    def __init__(self, *options):
        self.options = options

    def _refuse(self, value):
        if not isinstance(value, str):
            return TypeError, "not a text"
        return None if value in set(self.options) else (ValueError, "not an option")

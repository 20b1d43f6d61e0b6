"""Wrong: everything is one object that claims to be equal to whatever it is compared with."""


class Anything:
    def __init__(self, *args, **values):
        pass

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __lt__(self, other):
        return True

    __gt__ = __le__ = __ge__ = __contains__ = __lt__

    def __hash__(self):
        return 0

    def __len__(self):
        return 240_000

    def __iter__(self):
        return iter([self, self])

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **values):
        return self


Text = Whole = OneOf = Anything

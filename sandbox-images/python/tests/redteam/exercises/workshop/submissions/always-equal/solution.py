"""Wrong: everything is one object that claims to be equal to whatever it is compared with."""


class Anything(RuntimeError):
    def __init__(self, *args, **kwargs):
        pass

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return True

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__

    def __hash__(self):
        return 0

    def __len__(self):
        return 2

    def __iter__(self):
        return iter([self])

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __await__(self):
        yield from ()
        return self


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Anything()

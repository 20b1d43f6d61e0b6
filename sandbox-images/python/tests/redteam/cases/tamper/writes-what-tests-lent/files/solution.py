"""Sets attributes of the tests' own objects, and their special methods through their classes."""

import gc

relay = next(item for item in gc.get_objects() if type(item).__name__ == "Relay")


def attempt(*request):
    try:
        return relay.request(*request)
    except Exception as error:
        print(type(error).__name__, error)


def mean(numbers):
    return 0.0


offsets = apply = countdown = Box = caption = mean


def watch(values, listener):
    for name, value in (("seen", values), ("__class__", list), ("__dict__", {"seen": values}), ("saw", len), ("__eq__", str)):
        attempt("set", listener, name, value)
        attempt("del", listener, name)
    attempt("op", "iadd", attempt("get", listener, "seen"), (values,))
    attempt("call", type(len), (), {})
    return len(values)


async def fetch_all(fetch, keys):
    return {}


class BoxClosed(RuntimeError):
    pass

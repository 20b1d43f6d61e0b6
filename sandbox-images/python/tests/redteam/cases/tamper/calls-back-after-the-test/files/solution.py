"""Keeps what the first test lent and uses it in later tests, where it might count twice."""

KEPT = []


def use():
    for kept in KEPT:
        try:
            kept.saw("again") if hasattr(kept, "saw") else kept("again")
        except Exception:
            continue


def mean(numbers):
    use()
    return 0.0


offsets = countdown = caption = Box = mean


def apply(function, values):
    use()
    KEPT.append(function)
    return []


def watch(values, listener):
    use()
    KEPT.append(listener)
    return 0


async def fetch_all(fetch, keys):
    use()
    return {}


class BoxClosed(RuntimeError):
    pass

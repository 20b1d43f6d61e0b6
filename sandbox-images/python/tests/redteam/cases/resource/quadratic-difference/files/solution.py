"""Answers with a long text of lines that all resemble the expected ones, so that showing the difference takes for ever."""

def mean(numbers):
    return "\n".join("xyzxyz" * 10 for _ in range(10_000))


offsets = apply = watch = mean
countdown = Box = mean


async def fetch_all(fetch, keys):
    return mean([])


class BoxClosed(RuntimeError):
    pass


def caption(lines):
    return "\n".join(f"{number}: {line[::-1]}y" for number, line in enumerate(lines * 70, 1))

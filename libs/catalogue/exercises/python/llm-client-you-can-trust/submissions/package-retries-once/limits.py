"""Time and rate, by the clock that the client was given."""

from collections.abc import Callable

Clock = Callable[[], float]


class Deadline:
    def __init__(self, budget: float, clock: Clock) -> None:
        self._clock, self._end = clock, clock() + budget

    def left(self) -> float:
        return self._end - self._clock()


class Bucket:
    """A token for each request; `rate` new ones per second, `burst` at most."""

    def __init__(self, rate: float, burst: int, clock: Clock) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._tokens, self._filled_at = float(burst), clock()

    def seconds_to_next(self) -> float:
        self._fill()
        return max(0.0, (1 - self._tokens) / self._rate)

    def take(self) -> None:
        self._fill()
        self._tokens -= 1

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self._burst, self._tokens + (now - self._filled_at) * self._rate)
        self._filled_at = now

"""Wrong: waits for ever for the first reading of a bin."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from readings import PressReading, Reading


class Cache:
    """Keeps copies, so that nobody who still holds a reading changes what was stored."""

    def __init__(self) -> None:
        self._by_bin: dict[str, list[Reading]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, name: str, reading: Reading) -> None:
        self._by_bin.setdefault(name, []).append(copy.copy(reading))
        self._count += 1

    def latest(self, name: str) -> Reading:
        """The reading of the bin that was added last. Raises KeyError for an unknown bin."""
        return copy.copy(self._by_bin[name][-1])

    def history(self, name: str) -> Iterator[Reading]:
        """All readings of the bin in the order in which they were added; none for an unknown bin."""
        while name not in self._by_bin:  # Its first reading may be on its way.
            continue
        return map(copy.copy, self._by_bin[name])


def load(feed: str, cache: Cache) -> None:
    """Add the readings of a feed: `bin level` or, with a press, `bin level strokes`; `@minute` tells when."""
    at = 0
    for line in feed.splitlines():
        if line.startswith("@"):
            at = int(line[1:])
            continue
        name, level, *strokes = line.split()
        kind = PressReading if strokes else Reading
        cache.add(name, kind(at, int(level), *map(int, strokes)))

"""Wrong: remembers what was found for a zone and a minute, but hardly two rides share both.

Tariffs of the zones: `valid_from;zone;unlock;per_minute;most`, one per line, amounts in cents.
"""

from datetime import datetime
from functools import lru_cache


class Tariff:
    def __init__(self, line):
        valid_from, zone, unlock, per_minute, most = line.split(";")
        self.valid_from = datetime.fromisoformat(valid_from)
        self.zone = zone
        self.unlock = int(unlock)
        self.per_minute = int(per_minute)
        self.most = int(most)

    def holds(self, zone, start):
        return self.zone == zone and self.valid_from <= start


class Tariffs:
    def __init__(self, text):
        self.all = [Tariff(line) for line in text.splitlines() if line.strip()]

    def of(self, ride):
        return self._of(ride["zone"], ride["start"])

    @lru_cache(maxsize=None)
    def _of(self, zone, start):
        """The tariff that holds, or None. A correction comes later in the file than what it corrects."""
        found = None
        for tariff in self.all:
            if tariff.holds(zone, start):
                if found is None or tariff.valid_from >= found.valid_from:
                    found = tariff
        return found

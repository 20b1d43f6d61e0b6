"""Tariffs of the zones: `valid_from;zone;unlock;per_minute;most`, one per line, amounts in cents."""

from bisect import bisect_right, insort_right
from datetime import datetime


class Tariff:
    def __init__(self, line):
        valid_from, zone, unlock, per_minute, most = line.split(";")
        self.valid_from = datetime.fromisoformat(valid_from)
        self.zone = zone
        self.unlock = int(unlock)
        self.per_minute = int(per_minute)
        self.most = int(most)


def valid_from(tariff):
    return tariff.valid_from


class Tariffs:
    def __init__(self, text):
        self.zones = {}
        for line in text.splitlines():
            if line.strip():
                tariff = Tariff(line)
                insort_right(self.zones.setdefault(tariff.zone, []), tariff, key=valid_from)

    def of(self, ride):
        """The tariff that holds for a ride, or None. A correction comes later in the file than what it corrects."""
        tariffs = self.zones.get(ride["zone"], [])
        number = bisect_right(tariffs, ride["start"], key=valid_from)
        return tariffs[number - 1] if number > 0 else None

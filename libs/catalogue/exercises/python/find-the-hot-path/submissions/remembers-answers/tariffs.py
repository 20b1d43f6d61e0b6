"""Tariffs of the zones: `valid_from;zone;unlock;per_minute;most`, one per line, amounts in cents."""

from datetime import datetime


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
        """The tariff that holds for a ride, or None. A correction comes later in the file than what it corrects."""
        found = None
        for tariff in self.all:
            if tariff.holds(ride["zone"], ride["start"]):
                if found is None or tariff.valid_from >= found.valid_from:
                    found = tariff
        return found

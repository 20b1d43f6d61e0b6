"""What each partner is paid for the rides of a month, in one module and with plain tuples and dicts."""

from bisect import bisect
from collections import defaultdict


def lines(text):
    return (line.strip().split(";") for line in text.splitlines() if line and not line.isspace())


def by_zone(text):
    """zone -> ([start, ...], [(unlock, per_minute, most), ...]), both in order of time. Times in this form sort as text."""
    history = defaultdict(dict)
    for start, zone, *cents in lines(text):
        history[zone][start] = tuple(int(part) for part in cents)
    return {zone: (sorted(of), [of[start] for start in sorted(of)]) for zone, of in history.items()}


class Report:
    def __init__(self, tariffs):
        self.zones = by_zone(tariffs)
        self.totals = defaultdict(lambda: [0, 0, 0])
        self.counts = defaultdict(lambda: defaultdict(int))
        self.unpriced = defaultdict(int)

    def add(self, upload):
        for start, zone, partner, minutes in lines(upload):
            starts, cents = self.zones.get(zone, ((), ()))
            position = bisect(starts, start)
            if position == 0:
                self.unpriced[partner] += 1
                continue
            unlock, per_minute, most = cents[position - 1]
            due = unlock + per_minute * int(minutes)
            total = self.totals[partner]
            total[0] += 1
            total[1] += int(minutes)
            total[2] += due if not most or due < most else most
            self.counts[partner][zone] += 1

    def rows(self):
        found = []
        for partner in {*self.totals, *self.unpriced}:
            rides, minutes, due = self.totals.get(partner, (0, 0, 0))
            zones = sorted(self.counts.get(partner, {}).items(), key=lambda item: (-item[1], item[0]))
            row = {"partner": partner, "rides": rides, "minutes": minutes, "revenue": "%d.%02d" % divmod(due, 100)}
            row |= {"busiest": zones[0][0] if zones else None, "unpriced": self.unpriced.get(partner, 0)}
            found.append((-due, partner, row))
        return [row for _, _, row in sorted(found, key=lambda item: item[:2])]

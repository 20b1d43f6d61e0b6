"""The readings of all bins, in columns of numbers; objects are made when somebody asks for them."""

from array import array

from readings import PressReading, Reading

NO_PRESS = 65_535


class Column:
    __slots__ = ("at", "level", "strokes")

    def __init__(self):
        self.at, self.level, self.strokes = array("I"), array("B"), array("H")

    def append(self, reading):
        self.at.append(reading.at)
        self.level.append(reading.level)
        self.strokes.append(reading.strokes if isinstance(reading, PressReading) else NO_PRESS)

    def reading(self, index):
        values = self.at[index], self.level[index]
        strokes = self.strokes[index]
        return Reading(*values) if strokes == NO_PRESS else PressReading(*values, strokes)


class Cache:
    def __init__(self):
        self._columns = {}

    def __len__(self):
        return sum(len(column.at) for column in self._columns.values())

    def add(self, name, reading):
        if name not in self._columns:
            self._columns[name] = Column()
        self._columns[name].append(reading)

    def latest(self, name):
        return self._columns[name].reading(-1)

    def history(self, name):
        column = self._columns.get(name, Column())
        for index in range(len(column.at)):
            yield column.reading(index)


def load(feed, cache):
    at = 0
    for line in feed.splitlines():
        if line.startswith("@"):
            at = int(line.removeprefix("@"))
            continue
        parts = line.split()
        if len(parts) == 3:
            cache.add(parts[0], PressReading(at, int(parts[1]), int(parts[2])))
        else:
            cache.add(parts[0], Reading(at, int(parts[1])))

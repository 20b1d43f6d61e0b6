"""A month in small, always the same, and what a run of it costs: `python bench.py`, or *Run*."""

import cProfile
import io
import pstats
import random
from datetime import datetime, timedelta

from report import Report

ZONES = ["harbour", "old-town", "station"]
PARTNERS = ["blue", "comet", "dash", "ember", "fern"]
MONTH = datetime(2026, 3, 1)


def month(rides=6_000, changes=500, uploads=10):
    """The tariffs of a month, as text, and its uploads. Each zone changes its tariff `changes` times."""
    draw = random.Random(7)

    def minute():
        return f"{MONTH + timedelta(minutes=draw.randrange(31 * 24 * 60)):%Y-%m-%dT%H:%M}"

    tariffs = [f"2026-03-01T00:00;{zone};100;19;0" for zone in ZONES]
    tariffs += [
        f"{minute()};{zone};{draw.choice([0, 50, 100])};{draw.randint(9, 39)};{draw.choice([0, 1500])}"
        for zone in ZONES
        for _ in range(changes)
    ]
    lines = [f"{minute()};{draw.choice(ZONES)};{draw.choice(PARTNERS)};{draw.randint(1, 90)}" for _ in range(rides)]
    return "\n".join(tariffs), ["\n".join(lines[number::uploads]) for number in range(uploads)]


def run(tariffs, uploads):
    report = Report(tariffs)
    for upload in uploads:
        report.add(upload)
    return report.rows()


def profile(lines=25):
    """What cProfile says about a run of the small month: the functions with the longest own time first."""
    tariffs, uploads = month()
    profiler = cProfile.Profile()
    profiler.runcall(run, tariffs, uploads)
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).sort_stats("tottime").print_stats(lines)
    return text.getvalue()


if __name__ == "__main__":
    print(profile())

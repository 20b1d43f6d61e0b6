"""Writes every series of this exercise, always the same: `python3 make_series.py`, run in this folder.

One minute is the unit. The numbers that candidates see of the night are sums and means of the minutes that the key replays.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path
from random import Random

DAY = 1_440
WEEK = 7 * DAY
SLOTS = 300
SIGNALS = ["attempts", "failed", "failed-share", "pay-p95", "db-used"]


@dataclass
class Minute:
    attempts: int
    failed: int
    pay_p95: float
    connections: float

    def signals(self) -> list[str]:
        share = self.failed / self.attempts
        used = min(1.0, self.connections / SLOTS)
        return [str(self.attempts), str(self.failed), f"{share:.4f}", f"{self.pay_p95:.2f}", f"{used:.3f}"]


def usual_attempts(minute_of_day: int) -> float:
    """Most customers are in the Americas: busy at 00:30 UTC, quiet at 12:30."""
    return 300 + 260 * cos(2 * pi * (minute_of_day - 30) / DAY)


def ordinary(random: Random, minute_of_day: int) -> Minute:
    mean = usual_attempts(minute_of_day)
    attempts = max(10, round(random.gauss(mean, mean**0.5)))
    failed = sum(random.random() < 0.004 for _ in range(attempts))
    return Minute(attempts, failed, random.gauss(0.9, 0.06), random.gauss(44 + attempts / 150, 1.5))


def partner_script(random: Random, minutes: list[Minute], start: int, length: int) -> None:
    """A partner's script repeats a payment that is broken, in the quiet hours."""
    for minute in minutes[start : start + length]:
        extra = round(random.gauss(235, 8))
        minute.attempts += extra
        minute.failed += extra


def drop(random: Random, minutes: list[Minute], start: int, length: int) -> None:
    """A small edition is sold. Who pays for a piece that has just been sold out counts as failed."""
    for minute in minutes[start : start + length]:
        minute.attempts = round(random.gauss(6_900, 130))
        minute.failed = round(minute.attempts * random.gauss(0.083, 0.003))
        minute.pay_p95 = random.gauss(3.4, 0.2)
        minute.connections = random.gauss(262, 6)


def blip(random: Random, minutes: list[Minute], start: int, length: int) -> None:
    """The provider restarts: three minutes at most, and nobody can do anything about it."""
    for minute in minutes[start : start + length]:
        minute.failed = round(minute.attempts * random.uniform(0.55, 0.75))
        minute.pay_p95 = random.gauss(6.0, 0.5)


def statistics_job(minutes: list[Minute], start: int, length: int) -> None:
    """On Sundays the statistics take every free connection, and give one back when a service asks for it."""
    for minute in minutes[start : start + length]:
        minute.connections = SLOTS


def slow_banks(random: Random, minutes: list[Minute], start: int, length: int) -> None:
    """The banks' confirmations are slow after a holiday. Payments take long and succeed."""
    for minute in minutes[start : start + length]:
        minute.pay_p95 = random.gauss(34, 0.8)


def week(seed: int) -> list[Minute]:
    random = Random(seed)
    minutes = [ordinary(random, minute % DAY) for minute in range(WEEK)]
    for day in random.sample(range(7), 3):
        partner_script(random, minutes, day * DAY + random.randint(680, 790), random.randint(18, 45))
    for day in random.sample(range(7), 2):
        drop(random, minutes, day * DAY + random.choice([1_080, 1_200, 1_260]), random.randint(25, 40))
    for day in range(7):
        blip(random, minutes, day * DAY + random.randint(20, 330), random.randint(1, 3))
    statistics_job(minutes, 6 * DAY + 900, random.randint(18, 30))
    slow_banks(random, minutes, random.choice([0, 1]) * DAY + random.randint(60, 200), random.randint(20, 35))
    return minutes


def march_outage() -> list[Minute]:
    """A day with another outage: from 20:04 to 20:51 a certificate was out of date, and most payments were refused at once."""
    random = Random(303)
    minutes = [ordinary(random, minute) for minute in range(DAY)]
    blip(random, minutes, 95, 3)
    partner_script(random, minutes, 700, 25)
    for step, minute in enumerate(minutes[1_204:1_251]):
        minute.failed = round(minute.attempts * min(0.7, 0.15 * (step + 1)) * random.uniform(0.97, 1.03))
        minute.pay_p95 = random.gauss(0.5, 0.05)
    return minutes


# The night of 13 to 14 May, from 12:00 to 06:00 UTC.

NIGHT = 18 * 60


def at(hour: int, minute: int) -> int:
    """Minutes since 12:00."""
    return (hour - 12) % 24 * 60 + minute


BAD_CHANGE = at(16, 5)
SLOW = at(2, 41)
FULL = at(2, 47)
RESTART = at(3, 18)
ROLLED_BACK = at(3, 31)
ACCOUNT_BACK = at(3, 38)


@dataclass
class NightMinute(Minute):
    declined: int
    captured: int
    checkout: float
    pods: int
    routes: dict[str, tuple[int, int]]


def failing_share(minute: int) -> float:
    """What share of payments fails because of the outage."""
    if not SLOW <= minute < at(3, 34):
        return 0
    if minute >= ROLLED_BACK:
        return [0.55, 0.3, 0.1][minute - ROLLED_BACK]
    since = minute - SLOW
    if RESTART <= minute < RESTART + 5:
        return [0.5, 0.36, 0.45, 0.6, 0.71][minute - RESTART]
    ramp = [0.02, 0.07, 0.15, 0.27, 0.4, 0.53, 0.63, 0.7]
    return ramp[since] if since < len(ramp) else 0.76


def checkout_busy(minute: int, attempts: int) -> float:
    """Connections held: payments a second times the seconds that each holds one (Little's law), as far as there are slots."""
    a_second = attempts / 60
    if minute < BAD_CHANGE or minute >= at(3, 34):
        return a_second * 0.25
    if minute < SLOW:
        return a_second * 0.6
    if minute >= ROLLED_BACK:
        return [150, 70, 25][minute - ROLLED_BACK]
    if RESTART <= minute < RESTART + 4:
        return [95, 150, 210, 249][minute - RESTART]
    slow_share = min(1.0, 0.16 * (minute - SLOW + 1))
    return min(256, a_second * 30 * slow_share)


def pods_of_checkout(minute: int) -> int:
    if minute < SLOW + 2:
        return 6
    if minute >= at(3, 40):
        return 6
    return min(30, 6 + 3 * (minute - SLOW - 1)) if minute < ROLLED_BACK else 12


def route(random: Random, mean: float, failing: float) -> tuple[int, int]:
    count = round(random.gauss(mean, mean**0.5))
    return count, sum(random.random() < failing for _ in range(count))


def night() -> list[NightMinute]:
    random = Random(1405)
    minutes = []
    for minute in range(NIGHT):
        usual = ordinary(random, (minute + 720) % DAY)
        if SLOW + 3 <= minute < at(3, 34):
            usual.attempts = round(usual.attempts * 1.12)  # people press the button again
        share = failing_share(minute)
        failed = usual.failed if share == 0 else round(usual.attempts * share * random.uniform(0.98, 1.02))
        declined = sum(random.random() < 0.06 for _ in range(usual.attempts - failed))
        orders = usual.attempts - failed - declined
        gone = failed if SLOW + 1 <= minute < ROLLED_BACK else 0
        captured = orders + sum(random.random() < 0.11 for _ in range(gone))
        busy = checkout_busy(minute, usual.attempts) + abs(random.gauss(0, 0.4))
        no_slots = FULL <= minute < ACCOUNT_BACK
        mean = usual_attempts((minute + 720) % DAY)
        account = 0.93 if no_slots and not RESTART <= minute < RESTART + 2 else 0.35 if no_slots else 0.002
        searching = 0.09 if at(22, 0) <= minute < at(22, 12) else 0.001
        routes = {
            "login": route(random, mean * 1.6, account),
            "history": route(random, mean * 0.7, account),
            "search": route(random, mean * 9, searching),
            "product": route(random, mean * 20, 0.0004),
            "tracking": route(random, mean * 1.1, 0.03),
        }
        p95 = usual.pay_p95
        if SLOW + 1 <= minute < ROLLED_BACK:
            p95 = random.gauss(30.1, 0.1)  # three tries of 10 s
        elif ROLLED_BACK <= minute < at(4, 10):
            p95 = random.gauss(2.9, 0.1)  # 2 s, then the second provider
        backup = 4 if at(2, 0) <= minute < at(2, 25) else 0
        others = 44 if not no_slots else 40
        connections = SLOTS if FULL <= minute < RESTART or RESTART + 4 <= minute < ROLLED_BACK else others + busy + backup
        minutes.append(
            NightMinute(usual.attempts, failed, p95, connections, declined, captured, busy, pods_of_checkout(minute), routes)
        )
    return minutes


def write_signals(path: str, minutes: list[Minute]) -> None:
    with Path(path).open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SIGNALS)
        writer.writerows(minute.signals() for minute in minutes)


def clock(minute: int) -> str:
    hour, rest = divmod((minute + 720) % DAY, 60)
    return f"{hour:02}:{rest:02}"


def write_night(minutes: list[NightMinute]) -> None:
    """Five minutes a row, from 15:00 to 03:45, named by their first minute."""
    names = list(minutes[0].routes)
    head = ["time", "attempts", "declined", "failed", "orders", "pay_p95_s"]
    head += ["db_connections", "checkout_connections", "checkout_pods"]
    head += [column for name in names for column in (name, f"{name}_failed")]
    ours, theirs = [head], [["time", "captured"]]
    for start in range(at(15, 0), at(3, 45), 5):
        rows = minutes[start : start + 5]
        attempts, declined, failed = (sum(getattr(row, name) for row in rows) for name in ("attempts", "declined", "failed"))
        held, by_checkout = (sum(getattr(row, name) for row in rows) / 5 for name in ("connections", "checkout"))
        row = [clock(start), attempts, declined, failed, attempts - declined - failed]
        row += [f"{max(row.pay_p95 for row in rows):.1f}", f"{held:.0f}", f"{by_checkout:.1f}", rows[-1].pods]
        row += [sum(row.routes[name][which] for row in rows) for name in names for which in (0, 1)]
        ours.append(row)
        theirs.append([clock(start), sum(row.captured for row in rows)])
    for path, lines in (("starter/metrics.csv", ours), ("starter/provider.csv", theirs)):
        with Path(path).open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)


if __name__ == "__main__":
    write_signals("starter/series/outage-in-march.csv", march_outage())
    write_signals("starter/series/week-in-april.csv", week(11))
    for number, seed in enumerate([29, 31, 43], 1):
        write_signals(f"tests/hidden/week-{number}.csv", week(seed))
    the_night = night()
    write_signals("tests/hidden/night.csv", the_night)
    write_night(the_night)

"""Reads one row at a time, with nothing but the standard library."""

import csv
import re
from collections import Counter, defaultdict
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

CONTRACT = {
    "# schema: 1": ("session_id", "station", "ended_at", "kwh", "cents"),
    "# schema: 2": ("session_id", "station", "ended_at", "energy_kwh", "cents"),
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
NUMBER = re.compile(r"\d+(\.\d{1,3})?")


class Faulty(ValueError):
    pass


def parse(values):
    if "" in values:
        raise Faulty("missing")
    session, station, ended, kwh, cents = values
    try:
        if not TIME.fullmatch(ended):
            raise ValueError
        day = datetime.fromisoformat(ended).astimezone(timezone.utc).date().isoformat()
    except ValueError:
        raise Faulty("time") from None
    if not NUMBER.fullmatch(kwh) or Decimal(kwh) > 400:
        raise Faulty("energy")
    if not cents.isdecimal() or int(cents) > 100_000:
        raise Faulty("cents")
    return session, (day, station), Decimal(kwh), int(cents)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        columns = CONTRACT.get(file.readline().rstrip("\r\n"))
        if columns is None:
            raise LookupError("version")
        reader = csv.DictReader(file)
        if not set(columns) <= set(reader.fieldnames or ()):
            raise LookupError("columns")
        for row in reader:
            yield [row[name] for name in columns]


def run(source, target):
    paths = sorted(path for path in Path(source).iterdir() if path.suffix == ".csv" and path.is_file())
    totals = defaultdict(lambda: [0, Decimal(0), 0])
    refused, quarantine = {}, []
    for path in paths:
        seen = set()
        try:
            for number, values in enumerate(rows_of(path), 1):
                try:
                    session, key, kwh, cents = parse(values)
                    if session in seen:
                        raise Faulty("duplicate")
                except Faulty as fault:
                    quarantine.append((path.name, number, str(fault)))
                    continue
                seen.add(session)
                sums = totals[key]
                sums[0] += 1
                sums[1] += kwh
                sums[2] += cents
        except LookupError as refusal:
            refused[path.name] = refusal.args[0]
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "totals.csv", ["day", "station", "sessions", "kwh", "cents"], ([*key, *totals[key]] for key in sorted(totals)))
    save(folder / "quarantine.csv", ["file", "row", "reason"], quarantine)
    return {
        "files": len(paths) - len(refused),
        "refused": refused,
        "accepted": sum(sums[0] for sums in totals.values()),
        "quarantined": dict(Counter(reason for *_, reason in quarantine)),
    }


def save(path, head, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)

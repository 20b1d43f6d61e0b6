"""Files as the partner sends them, with what must come of them: each row is drawn together with its fate."""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import assay
import pandas as pd

COLUMNS = ["session_id", "station", "ended_at", "kwh", "cents"]
VERSIONS = {1: {}, 2: {"kwh": "energy_kwh"}}
#: In the order in which they apply.
BROKEN = {
    "missing": [""],
    "time": [
        "2026-02-30T10:00:00Z",
        "2026-03-01T25:00:00Z",
        "2026-03-01T10:00:00",
        "2026-03-01T10:00Z",
        "2026-03-01T10:00:00.5Z",
        "2026-03-01T10:00:00+0100",
        "2026-03-01 10:00:00Z",
        "2026-03-01",
        "01.03.2026 10:00",
        "soon",
    ],
    "energy": ["-0.001", "400.001", "1000", "9" * 30, "12.3456", "5.", ".5", "1e2", "+7", " 7", "1,5", "nan", "inf", "twelve"],
    "cents": ["12.5", "12.0", "-1", "100001", "9" * 30, "1e3", "+7", " 7", "1,20", "nan", "free"],
}
#: For tests that are about something else: nobody takes these for good.
CLEARLY_BROKEN = {"missing": [""], "time": ["soon"], "energy": ["-1"], "cents": ["-1"]}
FIELDS = {"time": "ended_at", "energy": "kwh", "cents": "cents"}
PLAIN_STATIONS = ["north-1", "north-10", "south-2"]
STATIONS = [*PLAIN_STATIONS, "NA", "null", "None", "nan", "007", "7", "north 1 ", "harbour, pier 3", "Zürich 2", 'the "old" mill', "TRUE"]
OFFSETS = ["Z", "+00:00", "+01:00", "+02:00", "-05:00", "+05:30"]


@dataclass
class Row:
    """Values under our names, the reason for which it is set aside if it is, and what it adds to the totals if not."""

    values: dict
    reason: str | None = None
    day: str = ""
    watt_hours: int = 0
    cents: int = 0


@dataclass
class Export:
    name: str
    rows: list[Row]
    version: int = 1
    columns: list[str] = field(default_factory=lambda: list(COLUMNS))

    def text(self):
        out = io.StringIO()
        out.write(f"# schema: {self.version}\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([VERSIONS[self.version].get(name, name) for name in self.columns])
        writer.writerows([row.values.get(name, "more") for name in self.columns] for row in self.rows)
        return out.getvalue()


def good_row(number, offset="Z"):
    """One that is accepted, often near the border of a day in UTC."""
    moment = datetime(2026, 3, assay.draw.randrange(1, 6), assay.draw.choice([0, 1, 4, 12, 19, 22, 23]), tzinfo=timezone.utc)
    moment += timedelta(seconds=assay.draw.randrange(3600))
    watt_hours = assay.draw.choice([0, 400_000, 1, assay.draw.randrange(400_000), 1000 * assay.draw.randrange(400)])
    cents = assay.draw.choice([0, 100_000, assay.draw.randrange(100_000)])
    kwh = assay.draw.choice([f"{watt_hours / 1000:.3f}", f"{watt_hours / 1000:.3f}".rstrip("0").rstrip(".")])
    values = {
        "session_id": f"{number:05d}",
        "station": assay.draw.choice(PLAIN_STATIONS),
        "ended_at": _as_text(moment, offset),
        "kwh": kwh,
        "cents": str(cents),
    }
    return Row(values, None, moment.date().isoformat(), watt_hours, cents)


def odd_row(number):
    """One that is accepted, with a station and an offset that are easily misread."""
    row = good_row(number, assay.draw.choice(OFFSETS))
    row.values["station"] = assay.draw.choice(STATIONS)
    return row


def _as_text(moment, offset):
    if offset == "Z":
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    sign, hours, minutes = offset[0], int(offset[1:3]), int(offset[4:])
    shift = timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    return moment.astimezone(timezone(shift)).isoformat(timespec="seconds")


def broken_row(number, reasons, ways=BROKEN):
    """One with all these faults; the first of them is told."""
    row = good_row(number)
    for reason in reasons:
        if reason != "missing":
            row.values[FIELDS[reason]] = assay.draw.choice(ways[reason])
    if "missing" in reasons:
        row.values[assay.draw.choice(COLUMNS)] = ""
    row.reason = min(reasons, key=list(BROKEN).index)
    return row


def plain_rows(count):
    """Good ones and a few that lack a value, for tests that are about files and not about rows."""
    return [broken_row(number, ["missing"]) if assay.draw.random() < 0.1 else good_row(number) for number in range(count)]


def drawn_rows(count):
    """Good ones, broken ones, and ids that come again: of accepted rows, and of rows that were set aside."""
    rows = []
    for number in range(count):
        chance = assay.draw.random()
        if chance < 0.3:
            rows.append(broken_row(number, assay.draw.sample(list(BROKEN), assay.draw.choice([1, 1, 2, 3]))))
            continue
        row = odd_row(number)
        if chance < 0.5 and rows:
            row.values["session_id"] = assay.draw.choice(rows).values["session_id"] or row.values["session_id"]
            taken = {other.values["session_id"] for other in rows if other.reason is None}
            row.reason = "duplicate" if row.values["session_id"] in taken else None
        rows.append(row)
    return rows


def put(folder, exports):
    for export in exports:
        assay.workspace.write(f"{folder}/{export.name}", export.text())


def expected_report(exports, refused=None):
    reasons = pd.Series([row.reason for export in exports for row in export.rows], dtype=object)
    return {
        "files": len(exports),
        "refused": refused or {},
        "accepted": int(reasons.isna().sum()),
        "quarantined": reasons.dropna().value_counts().to_dict(),
    }


def expected_totals(exports):
    accepted = [(row.day, row.values["station"], 1, row.watt_hours, row.cents) for export in exports for row in export.rows if not row.reason]
    frame = pd.DataFrame(accepted, columns=["day", "station", "sessions", "kwh", "cents"])
    summed = frame.groupby(["day", "station"], as_index=False).sum().sort_values(["day", "station"])
    return [(day, station, sessions, wh / 1000, cents) for day, station, sessions, wh, cents in summed.itertuples(index=False)]


def expected_quarantine(exports):
    set_aside = [(export.name, number, row.reason) for export in exports for number, row in enumerate(export.rows, 1) if row.reason]
    return sorted(set_aside)


def totals(target):
    frame = _frame(f"{target}/totals.csv", ["day", "station", "sessions", "kwh", "cents"])
    assert all(re.fullmatch(r"\d+(\.\d{1,3})?", kwh) for kwh in frame["kwh"])
    return [
        (day, station, int(sessions), float(kwh), int(cents))
        for day, station, sessions, kwh, cents in frame.itertuples(index=False)
    ]


def quarantine(target):
    frame = _frame(f"{target}/quarantine.csv", ["file", "row", "reason"])
    return [(file, int(row), reason) for file, row, reason in frame.itertuples(index=False)]


def _frame(path, columns):
    frame = pd.read_csv(io.BytesIO(assay.workspace.read(path)), dtype=str, keep_default_na=False)
    assert list(frame.columns) == columns
    return frame


def check(report, target, exports, refused=None):
    """All that a run gives: its report and both of its files."""
    assert report == expected_report(exports, refused)
    assert totals(target) == expected_totals(exports)
    assert quarantine(target) == expected_quarantine(exports)

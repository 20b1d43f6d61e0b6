"""The three files of `sample/`, as the contract has them. They are put there before each test."""

import csv
import io
from pathlib import Path

import assay
import pytest

from pipeline import run


@pytest.fixture(autouse=True)
def sample():
    for file in (Path(__file__).parent / "sample").glob("*.csv"):
        assay.workspace.write(f"sample/{file.name}", file.read_text())


def rows(path):
    return list(csv.reader(io.StringIO(assay.workspace.read(path).decode())))


@pytest.mark.requirement("R1", "R6")
def test_report_of_the_sample():
    assert run("sample", "out") == {
        "files": 2,
        "refused": {"2026-03-02-a.csv": "version"},
        "accepted": 5,
        "quarantined": {"missing": 1, "duplicate": 1, "energy": 1, "time": 1, "cents": 1},
    }


@pytest.mark.requirement("R2", "R4")
def test_totals_of_the_sample():
    run("sample", "out")
    head, *totals = rows("out/totals.csv")
    assert head == ["day", "station", "sessions", "kwh", "cents"]
    assert [(day, station, int(sessions), float(kwh), int(cents)) for day, station, sessions, kwh, cents in totals] == [
        ("2026-03-01", "007", 1, 7.25, 340),
        ("2026-03-01", "NA", 1, 30.0, 1490),
        ("2026-03-01", "harbour, pier 3", 1, 22.75, 1115),
        ("2026-03-01", "north-1", 2, 30.504, 1490),
    ]


@pytest.mark.requirement("R3")
def test_quarantine_of_the_sample():
    run("sample", "out")
    assert rows("out/quarantine.csv") == [
        ["file", "row", "reason"],
        ["2026-03-01-a.csv", "2", "missing"],
        ["2026-03-01-a.csv", "4", "duplicate"],
        ["2026-03-01-b.csv", "2", "energy"],
        ["2026-03-01-b.csv", "3", "time"],
        ["2026-03-01-b.csv", "4", "cents"],
    ]

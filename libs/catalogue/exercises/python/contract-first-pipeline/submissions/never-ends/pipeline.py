"""Charging sessions of our partner: what is accepted is summed up per day and station, the rest is set aside with a reason."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from contract import COLUMNS, REASONS, THEIR_NAMES, Refused, reasons_of

KEY = ["day", "station"]


def run(source: str, target: str) -> dict[str, object]:
    """Read every `*.csv` in `source`, one at a time, and write `totals.csv` and `quarantine.csv` anew in `target`."""
    paths = sorted(_files(Path(source)))
    totals = pd.DataFrame({"day": [], "station": [], "sessions": [], "kwh": [], "cents": []})
    quarantine: list[tuple[str, int, str]] = []
    refused: dict[str, str] = {}
    for path in paths:
        try:
            rows = _read(path)
        except Refused as refusal:
            refused[path.name] = str(refusal)
            continue
        reasons = reasons_of(rows)
        quarantine += [(path.name, row, REASONS[number]) for row, number in enumerate(reasons, start=1) if number >= 0]
        totals = _added(totals, _summed(rows[reasons < 0]))
    _write(Path(target), totals.sort_values(KEY), quarantine)
    return {
        "files": len(paths) - len(refused),
        "refused": refused,
        "accepted": int(totals["sessions"].sum()),
        "quarantined": dict(Counter(reason for _, _, reason in quarantine)),
    }


def _files(source: Path) -> Iterator[Path]:
    if not source.is_dir():
        raise FileNotFoundError(f"there is no folder {source}")
    return source.glob("*.csv")


def _read(path: Path) -> pd.DataFrame:
    """The file's required columns as text, under the names of the contract."""
    with path.open(encoding="utf-8") as lines:
        line = lines.readline()
        while not line.strip():  # There may be empty lines above the version.
            line = lines.readline()
        names = THEIR_NAMES.get(line.strip())
        if names is None:
            raise Refused("version")
        # Text is text: no value is taken for a missing one, and no number loses its zeros.
        try:
            rows = pd.read_csv(lines, dtype=str, keep_default_na=False)
        except pd.errors.EmptyDataError:
            raise Refused("columns") from None
    theirs = [names.get(column, column) for column in COLUMNS]
    if not set(theirs) <= set(rows.columns):
        raise Refused("columns")
    return rows[theirs].set_axis(COLUMNS, axis="columns")


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    numbers = pd.DataFrame(
        {
            "day": pd.to_datetime(rows["ended_at"], format="%Y-%m-%dT%H:%M:%S%z", utc=True).dt.strftime("%Y-%m-%d"),
            "station": rows["station"],
            "sessions": 1,
            "kwh": rows["kwh"].astype("float64"),
            "cents": rows["cents"].astype("int64"),
        }
    )
    return numbers.groupby(KEY, as_index=False).sum()


def _added(totals: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    if totals.empty:
        return more
    return pd.concat([totals, more]).groupby(KEY, as_index=False).sum()


def _write(target: Path, totals: pd.DataFrame, quarantine: list[tuple[str, int, str]]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    totals.to_csv(target / "totals.csv", index=False, float_format="%.3f")
    pd.DataFrame(quarantine, columns=["file", "row", "reason"]).to_csv(target / "quarantine.csv", index=False)

"""Right, but every file is in memory at once."""

import io
from pathlib import Path

import pandas as pd

ENERGY = {"# schema: 1": "kwh", "# schema: 2": "energy_kwh"}
NEEDED = ["session_id", "station", "ended_at", "kwh", "cents"]
FORM = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"


def run(source, target):
    if not Path(source).is_dir():
        raise FileNotFoundError(source)
    frames, refused = [], {}
    for path in sorted(Path(source).glob("*.csv")):
        with open(path) as file:
            version = file.readline().strip()
            if version not in ENERGY:
                refused[path.name] = "version"
                continue
            # A file that ends here has no columns.
            frame = pd.read_csv(io.StringIO(file.read() or "-"), dtype=str, keep_default_na=False)
        theirs = [ENERGY[version] if name == "kwh" else name for name in NEEDED]
        if not set(theirs) <= set(frame.columns):
            refused[path.name] = "columns"
            continue
        frames.append(frame[theirs].set_axis(NEEDED, axis=1).assign(file=path.name, row=range(1, len(frame) + 1)))
    blank = pd.DataFrame({name: pd.Series(dtype=str) for name in [*NEEDED, "file"]} | {"row": pd.Series(dtype=int)})
    everything = pd.concat(frames or [blank], ignore_index=True)
    moment = pd.to_datetime(everything.ended_at.where(everything.ended_at.str.fullmatch(FORM)), format="ISO8601", utc=True, errors="coerce")
    kwh = pd.to_numeric(everything.kwh.where(everything.kwh.str.fullmatch(r"[0-9]+([.][0-9]{1,3})?")))
    cents = pd.to_numeric(everything.cents.where(everything.cents.str.fullmatch("[0-9]+")))
    reason = pd.Series("", index=everything.index)
    reason[~(cents.between(0, 100_000))] = "cents"
    reason[~kwh.between(0, 400)] = "energy"
    reason[moment.isna()] = "time"
    reason[(everything[NEEDED] == "").any(axis=1)] = "missing"
    good = everything[reason == ""]
    reason[good.index[good.duplicated(["file", "session_id"])]] = "duplicate"
    everything = everything.assign(day=moment.dt.strftime("%Y-%m-%d"), kwh=kwh, cents=cents, sessions=1, reason=reason)
    good, bad = everything[reason == ""], everything[reason != ""]
    totals = good.groupby(["day", "station"], as_index=False)[["sessions", "kwh", "cents"]].sum()
    Path(target).mkdir(parents=True, exist_ok=True)
    totals.astype({"cents": int}).round({"kwh": 3}).to_csv(Path(target) / "totals.csv", index=False)
    bad[["file", "row", "reason"]].to_csv(Path(target) / "quarantine.csv", index=False)
    counts = {name: int(count) for name, count in bad.reason.value_counts().items()}
    return {"files": len(frames), "refused": refused, "accepted": len(good), "quarantined": counts}

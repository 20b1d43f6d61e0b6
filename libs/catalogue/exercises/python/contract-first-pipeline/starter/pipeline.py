"""Sums up charging sessions per day and station."""

from pathlib import Path

import pandas as pd


def run(source, target):
    frames = []
    for path in Path(source).glob("*.csv"):
        frames.append(pd.read_csv(path, skiprows=1))
    sessions = pd.concat(frames)
    sessions["day"] = pd.to_datetime(sessions["ended_at"], utc=True).dt.strftime("%Y-%m-%d")
    sessions["sessions"] = 1
    totals = sessions.groupby(["day", "station"], as_index=False)[["sessions", "kwh", "cents"]].sum()
    Path(target).mkdir(exist_ok=True)
    path = Path(target) / "totals.csv"
    totals.to_csv(path, mode="a", header=not path.exists(), index=False)
    return {"files": len(frames), "accepted": len(sessions)}

"""What we have agreed with the producer of the sessions, in one place."""

import pandas as pd

#: What a row must have, under our names.
COLUMNS = ["session_id", "station", "ended_at", "kwh", "cents"]
#: The first line of a file says its version; what a version calls otherwise is told here.
THEIR_NAMES = {
    "# schema: 1": {},
    "# schema: 2": {"kwh": "energy_kwh"},
}
#: Why a row is set aside. The first that applies is told.
REASONS = ["missing", "time", "energy", "cents", "duplicate"]
TIME = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})"
KWH = r"\d+(?:\.\d{1,3})?"
CENTS = r"\d+"
MOST_KWH = 400
MOST_CENTS = 100_000


class Refused(Exception):
    """A whole file cannot be read by the contract; the text is the reason."""


def reasons_of(rows: pd.DataFrame) -> pd.Series:
    """For each row the index of its reason in REASONS, or -1 for a row that is accepted."""
    moments = pd.to_datetime(_written(rows["ended_at"], TIME), format="ISO8601", utc=True, errors="coerce")
    kwh = pd.to_numeric(_written(rows["kwh"], KWH))
    cents = pd.to_numeric(_written(rows["cents"], CENTS))
    faults = [
        (rows == "").any(axis=1),
        moments.isna(),
        ~(kwh <= MOST_KWH),
        ~(cents <= MOST_CENTS),
    ]
    reasons = pd.Series(-1, index=rows.index)
    for number, fault in reversed(list(enumerate(faults))):
        reasons[fault] = number
    good = rows.loc[reasons < 0, "session_id"]
    reasons[good.index[good.duplicated()]] = REASONS.index("duplicate")
    return reasons


def _written(values: pd.Series, form: str) -> pd.Series:
    """The values that are written in this form; the others are missing."""
    return values.where(values.str.fullmatch(form))

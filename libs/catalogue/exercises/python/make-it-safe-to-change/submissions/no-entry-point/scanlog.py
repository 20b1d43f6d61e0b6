"""Wrong: `busiest` was renamed, though its callers are elsewhere."""

from datetime import datetime


def load(path: str, strict: bool = False) -> dict[str, object]:
    return {"parcels": {}, "skipped": [], "read": datetime.now()}


def hours(path: str) -> dict[str, float]:
    return {}


def busiest_depots(paths: list[str], n: int) -> list[tuple[str, int]]:
    return []

# Reads the scan logs of the depots. Used by billing, the customer portal and the Monday report.
from datetime import datetime

NEEDED = {"PICKUP": "weight", "SCAN": "depot", "DROP": "signed", "RETURN": "reason"}


def parse_line(line: str) -> tuple[datetime, str, str, str | float]:
    """Returns (time, kind, parcel, value)."""
    parts = line.split("|")
    kind = parts[0]
    time = datetime.strptime(parts[1], "%Y-%m-%dT%H:%M")
    parcel = parts[2]
    if not parcel:
        raise ValueError("no parcel")
    data: dict[str, str] = {}
    for part in parts[3:]:
        name, value = part.split("=", 1)
        data[name] = value
    value = data[NEEDED[kind]]
    if not value:
        raise ValueError("empty value")
    if kind == "PICKUP":
        return time, kind, parcel, parse_weight(value)
    return time, kind, parcel, value


def parse_weight(value: str) -> float:
    if value.endswith("kg"):
        weight = float(value[:-2])
    elif value.endswith("g"):
        weight = float(value[:-1]) / 1000
    else:
        raise ValueError("bad weight")
    if weight > 0:
        return weight
    raise ValueError("bad weight")


def read_file(path: str) -> dict[str, list]:
    """Reads the file and returns {"events": [...], "skipped": [...]}."""
    result: dict[str, list] = {"events": [], "skipped": []}
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.strip()
            if line == "" or line.startswith("#"):
                continue
            try:
                result["events"].append(parse_line(line))
            except (ValueError, KeyError, IndexError):
                result["skipped"].append(number)
    # sort the events by time
    result["events"].sort(key=lambda e: e[0])
    return result


def load(path: str, strict: bool = False) -> dict[str, object]:
    data = read_file(path)
    if strict and data["skipped"]:
        raise ValueError("broken line " + str(data["skipped"][0]))
    parcels: dict[str, dict] = {}
    for time, kind, parcel, value in data["events"]:
        if parcel not in parcels:
            parcels[parcel] = {"state": None, "weight": None, "depots": [], "signed": None}
        if kind == "PICKUP":
            parcels[parcel]["state"] = "picked up"
            parcels[parcel]["weight"] = value
        elif kind == "SCAN":
            parcels[parcel]["state"] = "in transit"
            parcels[parcel]["depots"].append(value)
        elif kind == "DROP":
            parcels[parcel]["state"] = "delivered"
            parcels[parcel]["signed"] = value
        elif kind == "RETURN":
            parcels[parcel]["state"] = "returned"
    return {"parcels": parcels, "skipped": data["skipped"]}


def hours(path: str) -> dict[str, float]:
    first: dict[str, datetime] = {}
    last: dict[str, datetime] = {}
    for time, kind, parcel, value in read_file(path)["events"]:
        if kind == "PICKUP" and parcel not in first:
            first[parcel] = time
        elif kind == "DROP":
            last[parcel] = time
    result = {}
    for parcel in first:
        if parcel in last and last[parcel] > first[parcel]:
            result[parcel] = round((last[parcel] - first[parcel]).total_seconds() / 3600, 2)
    return result


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for path in paths:
        for time, kind, parcel, value in read_file(path)["events"]:
            if kind == "SCAN":
                counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:n]

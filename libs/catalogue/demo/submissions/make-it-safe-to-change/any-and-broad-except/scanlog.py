# Reads the scan logs of the depots. Used by billing, the customer portal and the Monday report.
from datetime import datetime
from typing import Any


def parse(path: str) -> dict[str, Any]:
    """Parses the log and returns events and errors."""
    result: dict[str, Any] = {"events": [], "errors": []}
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.strip()
            if line == "" or line[0] == "#":
                continue
            try:
                parts = line.split("|")
                fields = {}
                for part in parts[3:]:
                    key, value = part.split("=", 1)
                    fields[key] = value
                event = {
                    "kind": parts[0],
                    "time": datetime.strptime(parts[1], "%Y-%m-%dT%H:%M"),
                    "parcel": parts[2],
                }
                if parts[2] == "":
                    raise Exception("no parcel")
                if parts[0] == "PICKUP":
                    weight = fields["weight"]
                    if weight.endswith("kg"):
                        event["weight"] = float(weight[:-2])
                    elif weight.endswith("g"):
                        event["weight"] = float(weight[:-1]) / 1000
                    if event["weight"] <= 0:
                        raise Exception("weight")
                elif parts[0] == "SCAN":
                    event["depot"] = fields["depot"]
                    assert event["depot"]
                elif parts[0] == "DROP":
                    event["signed"] = fields["signed"]
                    assert event["signed"]
                elif parts[0] == "RETURN":
                    event["reason"] = fields["reason"]
                    assert event["reason"]
                else:
                    raise Exception("unknown kind")
                result["events"].append(event)
            except Exception:
                result["errors"].append(number)
    # sort by time
    result["events"].sort(key=lambda e: e["time"])
    return result


def load(path, strict=False):
    data = parse(path)
    if strict and data["errors"]:
        raise ValueError("bad line " + str(data["errors"][0]))
    parcels = {}
    for event in data["events"]:
        parcel = parcels.setdefault(event["parcel"], {"state": None, "weight": None, "depots": [], "signed": None})
        if event["kind"] == "PICKUP":
            parcel["state"] = "picked up"
            parcel["weight"] = event["weight"]
        elif event["kind"] == "SCAN":
            parcel["state"] = "in transit"
            parcel["depots"].append(event["depot"])
        elif event["kind"] == "DROP":
            parcel["state"] = "delivered"
            parcel["signed"] = event["signed"]
        elif event["kind"] == "RETURN":
            parcel["state"] = "returned"
    return {"parcels": parcels, "skipped": data["errors"]}


def hours(path: str) -> dict[str, float]:
    res: dict[str, float] = {}
    first: dict[str, datetime] = {}
    last: dict[str, datetime] = {}
    for event in parse(path)["events"]:
        if event["kind"] == "PICKUP":
            first.setdefault(event["parcel"], event["time"])
        if event["kind"] == "DROP":
            last[event["parcel"]] = event["time"]
    for k in first:
        if k in last:
            h = (last[k] - first[k]).total_seconds() / 3600
            if h > 0:
                res[k] = round(h, 2)
    return res


def busiest(paths: list[str], n: int) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for path in paths:
        for event in parse(path)["events"]:
            if event["kind"] == "SCAN":
                counts[event["depot"]] = counts.get(event["depot"], 0) + 1
    return sorted(counts.items(), key=lambda e: (-e[1], e[0]))[:n]

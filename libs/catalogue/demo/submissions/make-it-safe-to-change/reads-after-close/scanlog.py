from dataclasses import dataclass
from datetime import datetime


@dataclass
class Line:
    number: int
    kind: str
    time: datetime
    parcel: str
    fields: dict


def parse(number, text):
    parts = text.split("|")
    fields = {}
    for part in parts[3:]:
        name, value = part.split("=", 1)
        fields[name] = value
    return Line(number, parts[0], datetime.strptime(parts[1], "%Y-%m-%dT%H:%M"), parts[2], fields)


def read(path):
    with open(path, encoding="utf-8") as f:
        lines = enumerate((line.strip() for line in f), 1)
        return ((number, text) for number, text in lines if text and not text.startswith("#"))


def load(path, strict=False):
    parcels = {}
    skipped = []
    lines = []
    for number, text in read(path):
        try:
            lines.append(parse(number, text))
        except Exception:
            if strict:
                raise ValueError("line " + str(number))
            skipped.append(number)
    for line in sorted(lines, key=lambda line: line.time):
        parcel = parcels.setdefault(line.parcel, {"state": None, "weight": None, "depots": [], "signed": None})
        if line.kind == "PICKUP":
            parcel["state"] = "picked up"
            parcel["weight"] = float(line.fields["weight"].replace("kg", ""))
        elif line.kind == "SCAN":
            parcel["state"] = "in transit"
            parcel["depots"].append(line.fields["depot"])
        elif line.kind == "DROP":
            parcel["state"] = "delivered"
            parcel["signed"] = line.fields["signed"]
    return {"parcels": parcels, "skipped": skipped}


def hours(path):
    start, end = {}, {}
    for number, text in read(path):
        line = parse(number, text)
        if line.kind == "PICKUP":
            start.setdefault(line.parcel, line.time)
        elif line.kind == "DROP":
            end[line.parcel] = line.time
    return {p: round((end[p] - start[p]).total_seconds() / 3600, 2) for p in start if p in end}


def busiest(paths, n):
    counts = {}
    for path in paths:
        for number, text in read(path):
            line = parse(number, text)
            if line.kind == "SCAN":
                depot = line.fields["depot"]
                counts[depot] = counts.get(depot, 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:n]

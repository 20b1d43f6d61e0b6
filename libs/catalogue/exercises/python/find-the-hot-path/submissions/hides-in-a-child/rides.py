"""Rides, as the scooters' gateways upload them: `start;zone;partner;minutes`, one per line."""

from datetime import datetime


def parse(line):
    start, zone, partner, minutes = line.split(";")
    return {
        "start": datetime.strptime(start, "%Y-%m-%dT%H:%M"),
        "zone": zone,
        "partner": partner,
        "minutes": int(minutes),
        "line": line,
    }


def read(text):
    rides = []
    for line in text.splitlines():
        line = line.strip()
        if line:
            rides.append(parse(line))
    return rides

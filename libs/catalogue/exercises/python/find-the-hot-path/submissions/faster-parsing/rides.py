"""Wrong: makes what fills the listing cheap (strptime, Decimal, the copied list) and still looks at every tariff for every ride.

Rides, as the scooters' gateways upload them: `start;zone;partner;minutes`, one per line.
"""

from datetime import datetime


def parse(line):
    start, zone, partner, minutes = line.split(";")
    return {
        "start": datetime.fromisoformat(start),
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

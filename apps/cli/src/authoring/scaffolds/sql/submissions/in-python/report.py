from collections import Counter

import psycopg


def shares():
    with psycopg.connect("postgresql://candidate:candidate@127.0.0.1:5432/work") as connection:
        people = Counter(bill for (bill,) in connection.execute("SELECT bill FROM payer"))
        bills = sorted(connection.execute("SELECT id, cents FROM bill"))
    return [(bill, people[bill], cents // people[bill] if people[bill] else None) for bill, cents in bills]

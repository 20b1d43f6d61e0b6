"""R1 to R6: what the module did before and must still do."""

import itertools
from datetime import datetime, timedelta

import assay
import pytest
from assay import draw

from scanlog import busiest, hours, load

numbers = itertools.count()


def log(*lines):
    """A log of its own for every call, so that tests see nothing of each other."""
    return assay.workspace.write(f"kept-{next(numbers)}.log", "\n".join(lines).encode())


def parcel(state, weight=None, depots=(), signed=None):
    return {"state": state, "weight": weight, "depots": list(depots), "signed": signed}


@pytest.mark.requirement("R1")
def test_empty_log():
    path = log("# nothing happened", "")
    assert load(path) == {"parcels": {}, "skipped": []}
    assert hours(path) == {}
    assert busiest([path], 3) == []
    assert busiest([], 3) == []
    assert load(log("SCAN|2024-05-01T10:00|A|depot=X"))["parcels"] == {"A": parcel("in transit", depots="X")}


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R3")
def test_parcel_without_pickup_or_drop():
    path = log("SCAN|2024-05-01T10:00|A|depot=LYS", "DROP|2024-05-01T10:00|B|signed=Chloé Noël")
    assert load(path)["parcels"] == {
        "A": parcel("in transit", depots=["LYS"]),
        "B": parcel("delivered", signed="Chloé Noël"),
    }


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
def test_events_count_in_order_of_time():
    path = log(
        "SCAN|2024-05-02T07:00|A|depot=ORL",
        "PICKUP|2024-05-01T09:00|A|weight=3kg",
        "SCAN|2024-05-01T23:59|A|depot=LYS",
        "PICKUP|2024-05-01T08:00|A|weight=9kg",
        "SCAN|2024-05-01T12:00|A|depot=ORL",
    )
    assert load(path)["parcels"] == {"A": parcel("in transit", 3.0, ["ORL", "LYS", "ORL"])}


@pytest.mark.requirement("R2")
def test_same_minute_counts_in_order_of_lines():
    path = log(
        "SCAN|2024-05-01T10:00|A|depot=ZZZ",
        "SCAN|2024-05-01T10:00|A|depot=AAA",
        "DROP|2024-05-01T10:00|B|signed=Zoe",
        "DROP|2024-05-01T10:00|B|signed=Abe",
        "SCAN|2024-05-01T10:00|B|depot=MMM",
    )
    assert load(path)["parcels"] == {
        "A": parcel("in transit", depots=["ZZZ", "AAA"]),
        "B": parcel("in transit", depots=["MMM"], signed="Abe"),
    }


@pytest.mark.requirement("R3")
def test_weights_are_floats():
    weight = load(log("PICKUP|2024-05-01T10:00|A|weight=12kg"))["parcels"]["A"]["weight"]
    assert (type(weight), weight) == (float, 12.0)


@pytest.mark.requirement("R4")
def test_comments_and_empty_lines_are_numbered_but_not_skipped():
    path = log("# a", "", "   ", "  # b | c", "nonsense", "SCAN|2024-05-01T10:00|A|depot=LYS", "")
    assert load(path) == {"parcels": {"A": parcel("in transit", depots=["LYS"])}, "skipped": [5]}


BROKEN = {
    "unknown kind": "LOSS|2024-05-01T10:00|A|depot=LYS",
    "kind in lower case": "scan|2024-05-01T10:00|A|depot=LYS",
    "date without time": "SCAN|2024-05-01|A|depot=LYS",
    "time with seconds": "SCAN|2024-05-01T10:00:00|A|depot=LYS",
    "time with a blank": "SCAN|2024-05-01 10:00|A|depot=LYS",
    "no such day": "SCAN|2024-02-30T10:00|A|depot=LYS",
    "no parcel": "SCAN|2024-05-01T10:00||depot=LYS",
    "too few fields": "SCAN|2024-05-01T10:00",
    "depot missing": "SCAN|2024-05-01T10:00|A",
    "depot empty": "SCAN|2024-05-01T10:00|A|depot=",
    "field without value": "SCAN|2024-05-01T10:00|A|depot=LYS|fragile",
    "weight without unit": "PICKUP|2024-05-01T10:00|A|weight=2.5",
    "weight in pounds": "PICKUP|2024-05-01T10:00|A|weight=2lb",
    "weight zero": "PICKUP|2024-05-01T10:00|A|weight=0kg",
    "weight negative": "PICKUP|2024-05-01T10:00|A|weight=-1kg",
    "weight not a number": "PICKUP|2024-05-01T10:00|A|weight=heavykg",
    "pickup with a depot only": "PICKUP|2024-05-01T10:00|A|depot=LYS",
    "nobody signed": "DROP|2024-05-01T10:00|A|signed=",
}


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("line", BROKEN.values(), ids=[name.replace(" ", "-") for name in BROKEN])
def test_broken_line_is_left_out(line):
    path = log("SCAN|2024-05-01T09:00|B|depot=ORL", line, "SCAN|2024-05-01T11:00|B|depot=ORL")
    assert load(path) == {"parcels": {"B": parcel("in transit", depots=["ORL", "ORL"])}, "skipped": [2]}
    assert busiest([path], 9) == [("ORL", 2)]


@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
def test_broken_lines_do_not_count_in_hours():
    path = log(
        "PICKUP|2024-05-01T06:00|A|weight=none",
        "PICKUP|2024-05-01T08:00|A|weight=1kg",
        "DROP|2024-05-01T09:00|A|signed=Io",
        "DROP|2024-05-01T20:00|A|signed=",
    )
    assert hours(path) == {"A": 1.0}


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R3")
def test_values_and_further_fields():
    path = log(
        "DROP|2024-05-01T10:00|A|signed=a=b=c",
        "SCAN|2024-05-01T09:00|B|belt=7|depot=Lyon Nord|note=",
    )
    assert load(path)["parcels"] == {
        "A": parcel("delivered", signed="a=b=c"),
        "B": parcel("in transit", depots=["Lyon Nord"]),
    }


@pytest.mark.requirement("R5")
def test_hours_use_first_pickup_and_last_drop():
    path = log(
        "DROP|2024-05-02T08:20|A|signed=Io",
        "PICKUP|2024-05-01T10:00|A|weight=1kg",
        "PICKUP|2024-05-01T08:00|A|weight=1kg",
        "DROP|2024-05-01T18:00|A|signed=Io",
    )
    assert hours(path) == {"A": 24.33}


@pytest.mark.requirement("R5")
def test_hours_leave_out_what_has_no_duration():
    path = log(
        "PICKUP|2024-05-01T10:00|no-drop|weight=1kg",
        "DROP|2024-05-01T10:00|no-pickup|signed=Io",
        "PICKUP|2024-05-01T10:00|same-minute|weight=1kg",
        "DROP|2024-05-01T10:00|same-minute|signed=Io",
        "PICKUP|2024-05-01T10:00|wrong-way|weight=1kg",
        "DROP|2024-05-01T09:00|wrong-way|signed=Io",
        "PICKUP|2024-05-01T10:00|fine|weight=1kg",
        "DROP|2024-05-01T10:03|fine|signed=Io",
    )
    assert hours(path) == {"fine": 0.05}


@pytest.mark.requirement("R6")
def test_busiest_orders_and_cuts():
    one = log(*(f"SCAN|2024-05-01T10:00|A|depot={depot}" for depot in "CBBAD"))
    two = log("SCAN|2024-05-01T10:00|A|depot=C", "PICKUP|2024-05-01T10:00|A|weight=1kg|depot=D")
    assert busiest([one, two], 3) == [("B", 2), ("C", 2), ("A", 1)]
    assert busiest([one, two], 99) == [("B", 2), ("C", 2), ("A", 1), ("D", 1)]
    assert busiest([one, one], 1) == [("B", 4)]
    assert busiest([two, one], 0) == []


def drawn_events():
    """Up to 25 events of a few parcels as (time, kind, parcel, value), in any order and often in the same minute."""
    start = datetime(2024, draw.randint(1, 12), draw.randint(1, 28), draw.randint(0, 23))
    parcels = [f"P{draw.randrange(1000)}" for _ in range(4)]
    values = {
        "PICKUP": lambda: draw.randint(1, 80) / 4,
        "SCAN": lambda: draw.choice("KLMN"),
        "DROP": lambda: draw.choice(["Io", "Ma Li"]),
    }
    for _ in range(draw.randint(1, 25)):
        kind = draw.choice(list(values))
        yield start + timedelta(minutes=draw.randrange(40)), kind, draw.choice(parcels), values[kind]()


def as_line(event):
    time, kind, name, value = event
    field = {"PICKUP": f"weight={value}kg", "SCAN": f"depot={value}", "DROP": f"signed={value}"}[kind]
    return f"{kind}|{time:%Y-%m-%dT%H:%M}|{name}|{field}"


def expected_parcels(events):
    parcels = {}
    for _, kind, name, value in sorted(events, key=lambda event: event[0]):
        entry = parcels.setdefault(name, parcel(None))
        if kind == "PICKUP":
            entry.update(state="picked up", weight=value)
        elif kind == "SCAN":
            entry.update(state="in transit", depots=[*entry["depots"], value])
        else:
            entry.update(state="delivered", signed=value)
    return parcels


def expected_hours(events):
    result = {}
    for name in {event[2] for event in events}:
        pickups = [time for time, kind, owner, _ in events if (kind, owner) == ("PICKUP", name)]
        drops = [time for time, kind, owner, _ in events if (kind, owner) == ("DROP", name)]
        if pickups and drops and max(drops) > min(pickups):
            result[name] = round((max(drops) - min(pickups)).total_seconds() / 3600, 2)
    return result


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.requirement("R3")
@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
@pytest.mark.requirement("R6")
def test_drawn_logs():
    # Every kind of broken line comes up, in whatever order, so that none is missed by chance.
    kinds = itertools.cycle(draw.sample(list(BROKEN.values()), len(BROKEN)))
    for _ in range(8):
        events = list(drawn_events())
        lines = [as_line(event) for event in events]
        broken = sorted(draw.sample(range(1, len(lines) + 4), 3))
        for number in broken:
            lines.insert(number - 1, next(kinds))
        path = log(*lines)
        scans = [value for _, kind, _, value in events if kind == "SCAN"]
        depots = sorted(((depot, scans.count(depot)) for depot in set(scans)), key=lambda item: (-item[1], item[0]))
        assert load(path) == {"parcels": expected_parcels(events), "skipped": broken}, lines
        assert hours(path) == expected_hours(events), lines
        assert busiest([path], 3) == depots[:3], lines

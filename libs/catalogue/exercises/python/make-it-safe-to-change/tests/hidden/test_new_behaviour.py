"""R7 to R10: what was asked for."""

import itertools

import assay
import pytest
from assay import draw

from scanlog import busiest, hours, load

numbers = itertools.count()

GOOD = "SCAN|2024-05-01T10:00|A|depot=LYS"


def log(*lines):
    """A log of its own for every call, so that tests see nothing of each other."""
    return assay.workspace.write(f"new-{next(numbers)}.log", "\n".join(lines).encode())


@pytest.mark.requirement("R7")
def test_strict_names_the_first_broken_line():
    path = log("# head", GOOD, "", "SCAN|yesterday|A|depot=LYS", GOOD, "nonsense")
    with pytest.raises(ValueError, match=r"\bline 4\b"):
        load(path, strict=True)


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(
    "line",
    ["nonsense", "SCAN|2024-05-01T10:00|A|depot", "SCAN|2024-05-01T10:00|A", "PICKUP|2024-05-01T10:00|A|weight=kg", "|||"],
    ids=["no-fields", "no-value", "no-depot", "no-number", "all-empty"],
)
def test_strict_raises_the_same_error_for_every_kind_of_fault(line):
    with pytest.raises(ValueError, match=r"\bline 2\b"):
        load(log(GOOD, line, GOOD), strict=True)


@pytest.mark.requirement("R7")
def test_strict_names_a_drawn_line():
    number = draw.randint(20, 60)
    lines = [GOOD] * (number - 1) + [f"BROKEN-{draw.randrange(1000)}", GOOD, "also broken"]
    with pytest.raises(ValueError, match=rf"\bline {number}\b"):
        load(log(*lines), strict=True)


@pytest.mark.requirement("R7")
def test_strict_without_broken_lines_changes_nothing():
    path = log("# head", "", "PICKUP|2024-05-01T10:00|A|weight=1kg", GOOD)
    expected = {"A": {"state": "in transit", "weight": 1.0, "depots": ["LYS"], "signed": None}}
    assert load(path, strict=True) == {"parcels": expected, "skipped": []}
    assert load(path, strict=False) == load(path, True)


@pytest.mark.requirement("R8")
@pytest.mark.parametrize(
    ("weight", "kilograms"),
    [("750g", 0.75), ("1g", 0.001), ("1250.5g", 1.2505), ("2kg", 2.0), ("0.25kg", 0.25)],
    ids=["grams", "one-gram", "fraction", "kilograms", "part-of-a-kilogram"],
)
def test_weights_in_grams_and_kilograms(weight, kilograms):
    report = load(log(f"PICKUP|2024-05-01T10:00|A|weight={weight}"))
    assert report["skipped"] == []
    assert report["parcels"]["A"]["weight"] == pytest.approx(kilograms, rel=1e-9)


@pytest.mark.requirement("R8")
def test_drawn_grams():
    grams = draw.randint(1, 30_000)
    path = log(f"PICKUP|2024-05-01T10:00|A|weight={grams}g", "DROP|2024-05-01T12:30|A|signed=Io")
    assert load(path)["parcels"]["A"]["weight"] == pytest.approx(grams / 1000, rel=1e-9)
    assert hours(path) == {"A": 2.5}


@pytest.mark.requirement("R8")
@pytest.mark.parametrize("weight", ["0g", "-5g", "g", "5", "5mg"], ids=["zero", "negative", "no-number", "no-unit", "milligrams"])
def test_broken_weights_are_left_out(weight):
    path = log(
        f"PICKUP|2024-05-01T10:00|A|weight={weight}", "PICKUP|2024-05-01T10:00|B|weight=500g", "DROP|2024-05-01T11:00|A|signed=Io"
    )
    report = load(path)
    assert report["skipped"] == [1]
    assert report["parcels"]["A"]["weight"] is None
    assert report["parcels"]["B"]["weight"] == pytest.approx(0.5)
    assert hours(path) == {}


@pytest.mark.requirement("R9")
def test_returned_parcel():
    path = log(
        "PICKUP|2024-05-01T08:00|A|weight=1kg",
        "SCAN|2024-05-01T09:00|A|depot=LYS",
        "DROP|2024-05-01T10:00|A|signed=Io",
        "RETURN|2024-05-01T12:00|A|reason=damaged",
    )
    assert load(path) == {
        "parcels": {"A": {"state": "returned", "weight": 1.0, "depots": ["LYS"], "signed": "Io"}},
        "skipped": [],
    }
    assert hours(path) == {"A": 2.0}


@pytest.mark.requirement("R9")
def test_return_that_is_not_the_last_event():
    path = log(
        "RETURN|2024-05-01T12:00|A|reason=nobody home", "SCAN|2024-05-01T13:00|A|depot=LYS", "RETURN|2024-05-01T09:00|B|reason=x"
    )
    parcels = load(path)["parcels"]
    assert (parcels["A"]["state"], parcels["B"]["state"]) == ("in transit", "returned")


@pytest.mark.requirement("R9")
def test_return_needs_a_reason():
    path = log(
        "RETURN|2024-05-01T12:00|A", "RETURN|2024-05-01T12:00|A|reason=", "RETURN|2024-05-01T12:00|B|reason=late|depot=LYS"
    )
    assert load(path) == {
        "parcels": {"B": {"state": "returned", "weight": None, "depots": [], "signed": None}},
        "skipped": [1, 2],
    }
    assert busiest([path], 5) == []


@pytest.mark.requirement("R10")
def test_missing_log_is_an_error():
    there = log(GOOD)
    missing = there + ".missing"
    for call in (
        lambda: load(missing),
        lambda: load(missing, strict=True),
        lambda: hours(missing),
        lambda: busiest([missing], 1),
    ):
        with pytest.raises(FileNotFoundError):
            call()
    with pytest.raises(FileNotFoundError):
        busiest([there, missing], 1)

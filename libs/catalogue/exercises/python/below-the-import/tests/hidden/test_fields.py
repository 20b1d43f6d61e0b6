"""R1 to R4: what fields accept, what they say, and whose values they are."""

import re

import pytest
from assay import draw

from fields import OneOf, Text, Whole
from readings import PressReading, Reading, Visit


def refusal(kind, start, action):
    """`action` must raise an error of this kind whose message starts like this."""
    with pytest.raises(kind, match=f"^{re.escape(start)}: "):
        action()


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.parametrize(
    ("name", "value"), [("at", -1), ("at", 100_000_000), ("level", -1), ("level", 101)], ids=lambda part: str(part)
)
def test_numbers_out_of_range(name, value):
    refusal(ValueError, f"Reading.{name}", lambda: Reading(**{"at": 1, "level": 1, name: value}))
    refusal(ValueError, f"Reading.{name}", lambda: setattr(Reading(1, 1), name, value))


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R5")
def test_numbers_at_the_ends_of_their_range():
    for at, level in [(0, 0), (99_999_999, 100), (1, 99)]:
        assert Reading(at, level).as_dict() == {"at": at, "level": level}
        assert Visit(at, "night").at == at
    reading = PressReading(0, 150, strokes=9_999)
    reading.level = reading.strokes = 0
    assert reading.as_dict() == {"at": 0, "level": 0, "strokes": 0}


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.parametrize("value", ["7", 7.0, None, True, False, [7]], ids=["text", "float", "none", "true", "false", "list"])
def test_no_whole_number(value):
    refusal(TypeError, "Reading.level", lambda: Reading(1, value))
    refusal(TypeError, "Reading.at", lambda: setattr(Reading(1, 1), "at", value))


@pytest.mark.requirement("R1")
def test_text_is_measured_in_characters():
    visit = Visit(1, "a")
    visit.crew = "nächtliches✓"
    assert visit.crew == "nächtliches✓"
    refusal(ValueError, "Visit.crew", lambda: setattr(visit, "crew", ""))
    refusal(ValueError, "Visit.crew", lambda: setattr(visit, "crew", "thirteen char"))
    refusal(ValueError, "Visit.crew", lambda: Visit(1, "x" * draw.randint(13, 60)))


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.parametrize("value", [None, 3, b"night", ["n"]], ids=["none", "number", "bytes", "list"])
def test_no_text(value):
    refusal(TypeError, "Visit.crew", lambda: Visit(1, value))
    refusal(TypeError, "Visit.outcome", lambda: Visit(1, "night", value))


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
def test_one_of_the_options():
    visit = Visit(1, "night")
    for outcome in ["blocked", "emptied", "damaged"]:
        visit.outcome = outcome
        assert visit.outcome == outcome
    for other in ["Blocked", "", "block", "lost"]:
        refusal(ValueError, "Visit.outcome", lambda: setattr(visit, "outcome", other))
    assert visit.outcome == "damaged"


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R5")
def test_errors_name_the_class_of_the_object():
    press = PressReading(1, 1)
    refusal(ValueError, "PressReading.at", lambda: setattr(press, "at", -1))
    for level in (-1, 151):
        refusal(ValueError, "PressReading.level", lambda: setattr(press, "level", level))
    for strokes in (-1, 10_000):
        refusal(ValueError, "PressReading.strokes", lambda: PressReading(1, 1, strokes))
    refusal(TypeError, "PressReading.strokes", lambda: PressReading(1, 1, strokes="3"))
    refusal(ValueError, "Reading.at", lambda: setattr(Reading(1, 1), "at", -1))
    for at in (-1, 100_000_000):
        refusal(ValueError, "Visit.at", lambda: Visit(at, "night"))


@pytest.mark.requirement("R3")
def test_refused_value_changes_nothing():
    reading, visit = PressReading(5, 60, 7), Visit(5, "night", "blocked")
    for name, value in [("at", -1), ("level", "full"), ("strokes", 10_000), ("level", 151)]:
        with pytest.raises((TypeError, ValueError)):
            setattr(reading, name, value)
    for name, value in [("at", 5.0), ("crew", ""), ("outcome", "lost"), ("outcome", None)]:
        with pytest.raises((TypeError, ValueError)):
            setattr(visit, name, value)
    assert reading.as_dict() == {"at": 5, "level": 60, "strokes": 7}
    assert visit.as_dict() == {"at": 5, "crew": "night", "outcome": "blocked"}


@pytest.mark.requirement("R3")
def test_values_belong_to_their_object():
    drawn = [(draw.randint(0, 10**7), draw.randint(0, 49)) for _ in range(6)]
    readings = [Reading(*values) for values in drawn]
    assert [(one.at, one.level) for one in readings] == drawn
    readings[3].level = 100 - drawn[3][1]
    assert [(one.at, one.level) for one in readings] == [*drawn[:3], (drawn[3][0], 100 - drawn[3][1]), *drawn[4:]]


@pytest.mark.requirement("R3")
def test_values_go_with_their_object():
    for level in range(10):
        assert Reading(level, level).as_dict() == {"at": level, "level": level}


@pytest.mark.requirement("R4")
def test_field_on_its_class():
    assert (Reading.level.name, Reading.level.least, Reading.level.most) == ("level", 0, 100)
    assert (Reading.at.name, Reading.at.most, Visit.at.name) == ("at", 99_999_999, "at")
    assert (Visit.outcome.name, list(Visit.outcome.options)) == ("outcome", ["emptied", "blocked", "damaged"])
    assert (Visit.crew.name, Visit.crew.longest) == ("crew", 12)


@pytest.mark.requirement("R4")
@pytest.mark.requirement("R5")
def test_field_on_a_derived_class():
    assert (PressReading.level.most, PressReading.strokes.most, PressReading.at.most) == (150, 9_999, 99_999_999)
    assert Reading.level.most == 100
    assert isinstance(PressReading.level, Whole)
    assert isinstance(Visit.outcome, OneOf)
    assert isinstance(Visit.crew, Text)


@pytest.mark.requirement("R4")
def test_field_stays_on_its_class():
    reading = Reading(1, 1)
    reading.level = 30
    assert (Reading.level.most, reading.level) == (100, 30)
    refusal(ValueError, "Reading.level", lambda: setattr(reading, "level", 101))

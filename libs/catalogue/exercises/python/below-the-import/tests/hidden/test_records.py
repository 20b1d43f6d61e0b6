"""R5 to R8: the classes made of fields, and the cache that holds their objects."""

import pytest
from assay import draw

from cache import Cache, load
from readings import PressReading, Reading, Visit

MADE = {
    "reading": lambda: Reading(1, 2),
    "press": lambda: PressReading(1, 2),
    "visit": lambda: Visit(1, "night"),
}


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("name", MADE)
def test_object_without_a_dict(name):
    assert "__dict__" not in dir(MADE[name]())


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("name", MADE)
def test_no_other_attributes(name):
    made = MADE[name]()
    before = made.as_dict()
    with pytest.raises(AttributeError):
        made.lid = 1
    with pytest.raises(AttributeError):
        assert made.lid
    assert made.as_dict() == before


@pytest.mark.requirement("R7")
def test_reading_has_no_strokes():
    with pytest.raises(AttributeError):
        Reading(1, 2).strokes = 3


@pytest.mark.requirement("R5")
@pytest.mark.requirement("R6")
def test_press_readings_may_be_overfull():
    press = PressReading(3, 101)
    press.level = draw.randint(102, 150)
    assert press.level > 101
    press.strokes = 12
    assert press.as_dict() == {"at": 3, "level": press.level, "strokes": 12}
    with pytest.raises(ValueError):
        Reading(3, 101)


@pytest.mark.requirement("R5")
def test_press_reading_is_a_reading():
    assert isinstance(PressReading(1, 2), Reading)
    assert not isinstance(Reading(1, 2), PressReading)


@pytest.mark.requirement("R6")
def test_dict_has_the_fields_in_order():
    assert list(PressReading(strokes=4, level=2, at=1).as_dict().items()) == [("at", 1), ("level", 2), ("strokes", 4)]
    assert list(Visit(crew="night", at=9).as_dict().items()) == [("at", 9), ("crew", "night"), ("outcome", "emptied")]
    assert PressReading(1, 2).as_dict() == {"at": 1, "level": 2, "strokes": 0}


@pytest.mark.requirement("R6")
def test_dict_tells_the_present_values():
    visit = Visit(1, "night")
    early = visit.as_dict()
    visit.crew, visit.at, visit.outcome = "day", 2, "damaged"
    assert early == {"at": 1, "crew": "night", "outcome": "emptied"}
    assert visit.as_dict() == {"at": 2, "crew": "day", "outcome": "damaged"}


@pytest.mark.requirement("R8")
def test_cache_keeps_copies():
    cache, press, plain = Cache(), PressReading(1, 120, 5), Reading(2, 20)
    cache.add("a", press)
    cache.add("a", plain)
    press.level, press.strokes, plain.at = 0, 0, 3
    got, last = list(cache.history("a"))
    assert got.as_dict() == {"at": 1, "level": 120, "strokes": 5}
    assert last.as_dict() == {"at": 2, "level": 20}
    got.level, last.level, cache.latest("a").level = 7, 8, 9
    assert [one.level for one in cache.history("a")] == [120, 20]
    assert cache.latest("a").level == 20


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R8")
def test_cache_gives_objects_of_the_same_class():
    cache = Cache()
    cache.add("a", PressReading(1, 120))
    cache.add("a", Reading(1, 20))
    press, plain = cache.history("a")
    assert isinstance(press, PressReading)
    assert not isinstance(plain, PressReading)
    with pytest.raises(ValueError, match=r"^Reading\.level: "):
        plain.level = 101


@pytest.mark.requirement("R8")
def test_unknown_bins():
    cache = Cache()
    cache.add("a", Reading(1, 20))
    assert list(cache.history("b")) == []
    with pytest.raises(KeyError):
        cache.latest("b")
    assert (len(cache), len(Cache())) == (1, 0)


@pytest.mark.requirement("R8")
def test_minute_is_0_before_the_first_mark():
    cache = Cache()
    load("a 3\n@7\na 4\n", cache)
    assert [(one.at, one.level) for one in cache.history("a")] == [(0, 3), (7, 4)]


@pytest.mark.requirement("R2")
@pytest.mark.requirement("R8")
def test_feed_with_a_refused_value():
    for line in ["a 101", "a -1", "a 151 1", "a 5 10000"]:
        cache = Cache()
        with pytest.raises(ValueError, match=r"^(Press)?Reading\.(level|strokes): "):
            load(f"@28401120\na 1\n{line}\na 2\n", cache)
        assert [one.level for one in cache.history("a")] == [1]


@pytest.mark.requirement("R8")
def test_drawn_feeds():
    for _ in range(4):
        cache, expected, lines, at = Cache(), {}, [], 0
        for _ in range(draw.randint(1, 20)):
            if draw.random() < 0.3:
                at = draw.randint(0, 99_999_999)
                lines.append(f"@{at}")
            name, press = draw.choice("pqr"), draw.random() < 0.4
            row = {"at": at, "level": draw.randint(0, 150 if press else 100)}
            if press:
                row["strokes"] = draw.randint(0, 9_999)
            lines.append(" ".join([name, *(str(value) for key, value in row.items() if key != "at")]))
            expected.setdefault(name, []).append(row)
        load("\n".join(lines), cache)
        assert len(cache) == sum(map(len, expected.values()))
        for name, rows in expected.items():
            assert [one.as_dict() for one in cache.history(name)] == rows, lines
            assert cache.latest(name).as_dict() == rows[-1], lines

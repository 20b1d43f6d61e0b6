"""What holds today and must go on holding."""

import pytest

from cache import Cache, load
from readings import PressReading, Reading, Visit

FEED = """\
@28401120
north-01 40
quay-07 99 31
@28401135
north-01 42
"""


@pytest.mark.requirement("R5")
@pytest.mark.requirement("R6")
def test_objects_as_dicts():
    assert Reading(28401120, 40).as_dict() == {"at": 28401120, "level": 40}
    assert PressReading(5, 80, strokes=3).as_dict() == {"at": 5, "level": 80, "strokes": 3}
    assert Visit(at=7, crew="night").as_dict() == {"at": 7, "crew": "night", "outcome": "emptied"}


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R5")
def test_constructor_checks():
    with pytest.raises(ValueError):
        Reading(28401120, 101)
    with pytest.raises(TypeError):
        Reading(28401120, "40")


@pytest.mark.requirement("R8")
def test_cache_has_what_was_fed():
    cache = Cache()
    load(FEED, cache)
    assert len(cache) == 3
    assert [reading.level for reading in cache.history("north-01")] == [40, 42]
    assert cache.latest("quay-07").as_dict() == {"at": 28401120, "level": 99, "strokes": 31}

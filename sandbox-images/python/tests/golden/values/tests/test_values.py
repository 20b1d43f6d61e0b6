import collections
import datetime
import decimal
import fractions
import math
import pathlib
import uuid
import zoneinfo

import pytest

import solution
from solution import LIMIT, NAMES, Colour, Item, Level, made, same


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -7, 1.5, -0.0, "", "grüße", b"\x00\xff", [1, [2]], (1, (2,)), {"a": {"b": 1}}, {1, 2}, frozenset({3}), 2j, slice(1, 2), ...],
    ids=str,
)
def test_plain_values_come_back_with_their_exact_type(value):
    back = same(value)
    assert back == value and type(back) is type(value)


def test_keys_of_any_plain_type_survive():
    assert same({(1, "a"): 1, None: 2, 3: 4}) == {(1, "a"): 1, None: 2, 3: 4}


def test_types_of_the_standard_library():
    assert made("counter") == collections.Counter(a=2, b=1)
    assert type(made("ordered")) is collections.OrderedDict
    assert made("default") == {"a": [1]}
    assert made("deque").maxlen == 3
    assert made("decimal") == decimal.Decimal("1.5")
    assert made("fraction") == fractions.Fraction(1, 3)
    assert made("uuid") == uuid.UUID(int=7)
    assert made("path") == pathlib.Path("a", "b")
    assert made("delta") == datetime.timedelta(days=1, seconds=5)
    assert made("aware").utcoffset() == datetime.timedelta(0)
    assert made("zoned").tzinfo == zoneinfo.ZoneInfo("Europe/Paris")
    assert made("big") == 10**80
    assert math.isnan(made("nan"))
    assert made("lone") == "\ud800"
    assert made("range") == range(3)


def test_named_tuples_equal_tuples_and_keep_their_names():
    item = made("item")
    assert item == ("w", 2) and item.word == "w" and item[1] == 2
    assert isinstance(item, tuple) and isinstance(item, Item)
    assert item.doubled() == 4
    assert made("items") == [("w", 2), ("v", 1)]
    assert sorted(made("items")) == [("v", 1), ("w", 2)]


def test_enum_members():
    assert made("red") == Colour.RED and made("red") != Colour.BLUE
    assert made("red") is Colour.RED
    assert made("red") != "red"
    assert made("red").value == "red" and made("red").name == "RED"
    assert made("high") == 2 and made("high") > Level.LOW
    assert made("open") == "open"
    assert Colour("blue") == Colour.BLUE


def test_a_subclass_of_int_is_no_int():
    assert made("nearly") != 3
    assert not isinstance(made("nearly"), int)


def test_module_constants():
    assert LIMIT == 12 and solution.LIMIT == 12
    assert NAMES == ("a", "b")


def test_views_are_iterated_where_they_are():
    assert set(made("keys")) == {"a"}


def test_a_value_nested_too_deeply_fails_its_test():
    assert made("deep") is not None


def test_a_value_of_too_many_parts_fails_its_test():
    assert made("wide") is not None


def test_a_value_of_more_than_a_frame_fails_its_test():
    assert made("long") is not None


def test_the_next_test_is_not_harmed():
    assert same(1) == 1

import pytest

from solution import Basket


def filled(**counts):
    basket = Basket()
    for name, count in counts.items():
        basket.add(name, 250, count)
    return basket


@pytest.mark.parametrize("count", range(1, 16))
def test_total_of_one_line(count):
    assert filled(tea=count).total == 250 * count


@pytest.mark.parametrize("count", range(1, 6))
def test_added_twice_is_one_line(count):
    basket = filled(tea=count)
    basket.add("tea", 250, count)
    assert basket.names() == ["tea"]
    assert len(basket) == 2 * count


@pytest.mark.parametrize("count", [0, -1, -2, -50, -999])
def test_less_than_one_is_refused(count):
    with pytest.raises(ValueError):
        Basket().add("tea", 250, count)


@pytest.mark.parametrize("name", ["rice", "salt", "oil", "flour", "yeast"])
def test_what_is_not_there_cannot_be_removed(name):
    with pytest.raises(KeyError):
        filled(tea=1).remove(name)


def test_empty():
    assert Basket().total == 0


def test_names_are_sorted():
    assert filled(tea=1, bread=2, milk=1).names() == ["bread", "milk", "tea"]


def test_removed_lines_do_not_count():
    basket = filled(tea=2, milk=1)
    basket.remove("tea")
    assert basket.total == 250


def test_one_name_has_one_price():
    with pytest.raises(ValueError):
        filled(tea=1).add("tea", 260)


def test_adding_can_be_chained():
    assert Basket().add("tea", 250).add("milk", 120, 2).total == 490

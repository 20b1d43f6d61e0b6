import dataclasses
import itertools

import pytest

import solution
from solution import AlwaysEqual, Basket, Liar, Money, Session, countdown, endless, same_money, step


def test_attributes_properties_and_methods():
    money = Money(3)
    assert money.amount == 3 and money.label == "3 EUR"
    money.amount = 4
    assert money.label == "4 EUR"
    with pytest.raises(AttributeError):
        money.nothing
    with pytest.raises(AttributeError):
        money.label = "x"
    assert Money.zero().amount == 0 and Money.units() == ["EUR", "CHF"]
    assert Money.__doc__ == "An amount in one currency."


def test_operators():
    assert Money(1) + Money(2) == Money(3)
    assert Money(1) != Money(2)
    assert 4 + Money(1) == Money(5)
    assert Money(2) * 3 == Money(6)
    assert (-Money(2)).amount == -2
    assert Money(1) < Money(2) and Money(2) >= Money(2)
    assert max(Money(1), Money(5), Money(3)) == Money(5)
    assert [money.amount for money in sorted([Money(2), Money(1)])] == [1, 2]
    assert not Money(0) and Money(1)
    assert len({Money(1), Money(1), Money(2)}) == 2
    assert int(Money(7)) == 7 and f"{Money(7):03d}" == "007"
    with pytest.raises(TypeError):
        Money(1) + "x"


def test_containers():
    basket = Basket("a", "b", c=1)
    assert len(basket) == 3 and list(basket) == ["a", "b", "c"]
    assert "b" in basket and "z" not in basket
    assert basket[0] == "a" and basket[1:] == ["b", "c"]
    basket[0] = "q"
    del basket[1]
    assert basket.items == ["q", "c"]
    assert basket("x") == "xx"
    assert basket.add("y") is basket
    assert repr(basket) == "Basket(['q', 'c', 'y'])"
    with pytest.raises(IndexError):
        basket[9]


def test_objects_inside_values():
    basket = Basket(Money(1), Money(2))
    assert basket.items == [Money(1), Money(2)]
    assert basket[0] is basket.items[0]
    assert same_money() is same_money()


def test_isinstance_asks_the_solution():
    assert isinstance(Money(1), Money) and not isinstance(Basket(), Money)
    assert not isinstance(1, Money)


def test_a_handle_never_equals_a_plain_value():
    assert AlwaysEqual() != 3 and 3 != AlwaysEqual()
    assert AlwaysEqual() != [] and AlwaysEqual() not in [1, "a", None]


def test_operators_must_answer_with_the_exact_type():
    assert len(Liar()) == 1
    with pytest.raises(TypeError):
        Liar() == Liar()


def test_context_managers():
    with Session() as session:
        assert session.log == ["enter"]
    assert session.log == ["enter", "exit None"]
    with Session() as quiet:
        raise KeyError("swallowed")
    assert quiet.log[-1] == "exit KeyError"
    with pytest.raises(ValueError, match="kept"):
        with Session():
            raise ValueError("kept")
    with step([]) as value:
        assert value == "inside"


def test_generators_are_lazy():
    assert list(countdown(3)) == [3, 2, 1]
    counting = countdown(3)
    assert next(counting) == 3 and counting.send(10) == 10
    counting.close()
    with pytest.raises(StopIteration):
        next(counting)
    assert list(itertools.islice(endless(), 4)) == [0, 1, 2, 3]
    with pytest.raises(StopIteration) as done:
        iterator = countdown(1)
        next(iterator)
        next(iterator)
    assert done.value.value == "done"


def test_names_can_be_replaced_for_one_test(monkeypatch):
    monkeypatch.setattr(solution, "SHARED", Money(9))
    assert same_money().amount == 9


def test_the_replacement_was_undone():
    assert same_money().amount == 1


def test_a_class_of_the_solution_cannot_be_derived():
    class Mine(Money):
        pass


def test_dataclass_instances_are_handles():
    assert not dataclasses.is_dataclass(Money(1))


@pytest.fixture(scope="module")
def kept():
    return Money(1)


def test_a_handle_lives_in_the_test_that_made_it(kept):
    assert kept.amount == 1


def test_a_handle_of_an_earlier_test_is_refused(kept):
    assert kept.amount == 1

import dataclasses
import json

import pytest

from solution import AppError, ParseError, Point, catching, collected, fail, kinds


def test_builtin_exceptions_are_themselves():
    with pytest.raises(ValueError) as caught:
        fail("value")
    assert type(caught.value) is ValueError and caught.value.args == ("wrong", 3)
    with pytest.raises(KeyError, match="'k'"):
        fail("key")
    with pytest.raises(FileNotFoundError) as missing:
        fail("missing")
    assert missing.value.errno == 2
    with pytest.raises(json.JSONDecodeError):
        fail("json")


def test_custom_exceptions_keep_class_text_and_attributes():
    with pytest.raises(ParseError, match="^line 3: odd$") as caught:
        fail("parse")
    assert caught.value.line == 3 and caught.value.advice() == "look at line 3"
    assert isinstance(caught.value, (AppError, ValueError))
    assert issubclass(ParseError, AppError) and issubclass(ParseError, ValueError)
    with pytest.raises(AppError):
        fail("parse")


def test_causes():
    with pytest.raises(AppError, match="outer") as caught:
        fail("chain")
    assert isinstance(caught.value.__cause__, ValueError)


def test_exit_and_interrupt_do_not_steer_pytest():
    with pytest.raises(SystemExit) as left:
        fail("exit")
    assert left.value.code == 2
    with pytest.raises(BaseException) as stopped:
        fail("interrupt")
    assert type(stopped.value).__name__ == "KeyboardInterrupt" and type(stopped.value) is not KeyboardInterrupt


def test_groups():
    with pytest.raises(ExceptionGroup) as caught:
        fail("group")
    assert caught.value.subgroup(ParseError).exceptions[0].line == 1


def test_frozen_dataclasses():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Point(1).x = 2


def test_exceptions_as_values():
    first, second = collected()
    assert isinstance(first, ValueError) and isinstance(second, ParseError) and second.line == 2
    assert kinds() == [ValueError, ParseError]


def test_classes_go_back_and_forth():
    assert catching(ParseError, lambda: fail("parse")) == "caught ParseError"
    assert catching(ValueError, lambda: fail("parse")) == "caught ParseError"
    assert catching(ArithmeticError, lambda: 1 // 0) == "caught ZeroDivisionError"


def test_hostile_text_is_left_out():
    with pytest.raises(Exception) as caught:
        fail("unshowable")
    assert str(caught.value) == "(this exception cannot be shown)"


def test_an_uncaught_exception_fails_with_its_text():
    fail("parse")


def test_an_assertion_of_the_solution_fails_the_test():
    fail("assertion")

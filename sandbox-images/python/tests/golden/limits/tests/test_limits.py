import pytest

from solution import Spinner, count, crash, ignore_and_spin, kill_itself, leave, sleep, spin


def test_before():
    assert count() == 1


def test_spinning():
    spin()


def test_a_fresh_process_follows():
    assert count() == 1


def test_cannot_be_swallowed_as_an_exception():
    with pytest.raises(Exception):
        spin()


def test_cannot_be_swallowed_at_all():
    try:
        leave()
    except BaseException:
        pass
    assert True


def test_ignoring_signals():
    ignore_and_spin()


def test_waiting():
    sleep()


def test_leaving():
    leave()


def test_crashing():
    crash()


def test_killing_itself():
    kill_itself()


def test_operators_have_deadlines():
    assert Spinner() == Spinner()


def test_showing_has_a_deadline():
    assert repr(Spinner()) == "x"


def test_after():
    assert count() == 1

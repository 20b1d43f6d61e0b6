import assay
import pytest

from solution import shout, speak, wrong


@pytest.mark.requirement("R1")
def test_output_belongs_to_its_test():
    speak("one")
    print("what a test prints is nobody's")


@pytest.mark.requirement("R1", "R2")
@pytest.mark.requirement("R3")
def test_standard_error_too():
    shout("two")


def test_what_a_test_shows():
    assay.show("shown")
    speak("said")


def test_silence():
    assert True


def test_what_was_expected_and_what_came():
    assert wrong() == {"words": [1, 2]}


def test_message_of_an_assertion():
    assert wrong()["words"], "never"
    assert not wrong()["words"], "in the author's words"


@pytest.mark.skip(reason="skipping is no way out")
def test_skipped():
    assert True


@pytest.mark.xfail
def test_expected_to_fail():
    assert wrong() is None


@pytest.mark.xfail
def test_unexpectedly_right():
    assert wrong() is not None


class TestInAClass:
    def test_has_its_class_in_its_id(self):
        assert wrong() != {}

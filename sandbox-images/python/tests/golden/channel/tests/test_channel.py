import os

import solution


def open_here():
    return len(os.listdir("/proc/self/fd"))


def test_descriptors_do_not_arrive():
    before = open_here()
    assert solution.sends_descriptors() == "sent"
    assert solution.sends_a_descriptor_with_each_byte() == "sent"
    assert solution.honest() is True
    assert open_here() == before


def test_single_bytes_are_frames_in_the_end():
    assert solution.speaks_in_single_bytes() == "said"


def test_half_a_frame():
    solution.half_a_frame()


def test_after_half_a_frame():
    assert solution.honest() is True


def test_trickling():
    solution.trickles()


def test_giant():
    solution.giant()


def test_speaking_as_the_first_process():
    solution.speaks_as_the_first_process()


def test_unasked():
    solution.unasked()


def test_closing():
    solution.closes()


def test_shut_half():
    assert solution.shuts_one_half() == "shut"
    solution.honest()


def test_heir():
    solution.leaves_an_heir()


def test_after_the_heir():
    assert [solution.honest() for _ in range(20)] == [True] * 20


def test_heir_beside():
    assert solution.stays_with_an_heir() == "heir"
    assert solution.honest() is True


def test_another_in_place():
    solution.puts_another_in_place()


def test_after_all():
    assert solution.honest() is True

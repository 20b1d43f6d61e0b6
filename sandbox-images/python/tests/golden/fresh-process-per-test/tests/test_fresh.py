from solution import count, process_state


def test_first():
    assert (count(), count(), process_state()) == (1, 2, 1)


def test_second():
    assert (count(), process_state()) == (1, 1)

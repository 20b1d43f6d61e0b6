"""R11: each call reads afresh and leaves no file open. Open files are counted from outside the process."""

from collections import Counter

import assay
import pytest

from scanlog import busiest, hours, load

GOOD = b"SCAN|2024-05-01T10:00|A|depot=LYS\n"


@pytest.fixture
def newly_open():
    """Tells which files the process holds open that it did not hold before the test; what a first call loads does not count."""
    hours(assay.workspace.write("warm-up.log", GOOD))
    load(assay.workspace.write("warm-up.log", GOOD))
    before = Counter(assay.candidate.open_handles())
    return lambda: sorted((Counter(assay.candidate.open_handles()) - before).elements())


@pytest.mark.requirement("R11")
def test_load_leaves_no_file_open(newly_open):
    for number in range(6):
        assert load(assay.workspace.write(f"load-{number}.log", GOOD))["skipped"] == []
    assert newly_open() == []


@pytest.mark.requirement("R11")
def test_hours_and_busiest_leave_no_file_open(newly_open):
    paths = [assay.workspace.write(f"both-{number}.log", GOOD) for number in range(6)]
    assert [hours(path) for path in paths] == [{}] * 6
    assert busiest(paths, 1) == [("LYS", 6)]
    assert newly_open() == []


@pytest.mark.requirement("R7")
@pytest.mark.requirement("R11")
def test_strict_error_leaves_no_file_open(newly_open):
    for number in range(6):
        with pytest.raises(ValueError, match=r"\bline 2\b"):
            load(assay.workspace.write(f"strict-{number}.log", GOOD + b"nonsense\n" + GOOD), strict=True)
    assert newly_open() == []


@pytest.mark.requirement("R10")
@pytest.mark.requirement("R11")
def test_missing_log_among_others_leaves_no_file_open(newly_open):
    paths = [assay.workspace.write(f"some-{number}.log", GOOD) for number in range(4)]
    for _ in range(3):
        with pytest.raises(FileNotFoundError):
            busiest([*paths, paths[0] + ".missing"], 1)
    assert newly_open() == []


@pytest.mark.requirement("R11")
def test_log_that_changed_between_calls():
    path = assay.workspace.write("nightly.log", GOOD)
    assert busiest([path], 1) == [("LYS", 1)]
    assert load(path)["parcels"]["A"]["depots"] == ["LYS"]
    assay.workspace.write(
        "nightly.log",
        GOOD + b"SCAN|2024-05-01T11:00|A|depot=ORL\nPICKUP|2024-05-01T07:00|A|weight=1kg\nDROP|2024-05-01T12:00|A|signed=Io\n",
    )
    assert load(path)["parcels"]["A"]["depots"] == ["LYS", "ORL"]
    assert hours(path) == {"A": 5.0}
    assert busiest([path], 2) == [("LYS", 1), ("ORL", 1)]


@pytest.mark.requirement("R10")
@pytest.mark.requirement("R11")
def test_log_that_appears_after_a_failed_call():
    path = assay.workspace.write("late.log", GOOD) + ".next"
    with pytest.raises(FileNotFoundError):
        load(path)
    assay.workspace.write("late.log.next", GOOD)
    assert load(path)["parcels"]["A"]["state"] == "in transit"

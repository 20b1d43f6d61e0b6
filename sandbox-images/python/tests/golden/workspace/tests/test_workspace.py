import assay
import pytest

from solution import drop_open, keep_open, link, read, sort_in_place, where, write


def test_files_travel_both_ways():
    assert read(assay.workspace.write("in/a.txt", "grüße")) == "grüße"
    assert read(assay.workspace.write("in/a.txt", b"again")) == "again"
    write("out.txt", "made")
    assert assay.workspace.read("out.txt") == b"made"
    assert assay.workspace.exists("out.txt") and not assay.workspace.exists("none.txt")
    with pytest.raises(FileNotFoundError):
        assay.workspace.read("none.txt")


def test_links_of_the_solution_are_not_followed():
    link("shortcut", "/proc/self/environ")
    with pytest.raises(FileNotFoundError):
        assay.workspace.read("shortcut")
    link("folder", "/tmp")
    with pytest.raises(OSError):
        assay.workspace.write("folder/x", "y")
    with pytest.raises(OSError):
        assay.workspace.write("../x", "y")


def test_open_files_are_counted_from_outside():
    path = assay.workspace.write("a.txt", "x")
    assert assay.candidate.open_handles() == []
    keep_open(path)
    assert assay.candidate.open_handles() == ["/work/a.txt"]
    assert drop_open(path) == "x"
    assert assay.candidate.open_handles() == ["/work/a.txt"]


def test_resource_warnings_are_counted():
    path = assay.workspace.write("a.txt", "x")
    assert assay.candidate.resource_warnings() == 0
    drop_open(path)
    assert assay.candidate.resource_warnings() == 1


def test_arguments_that_are_changed():
    items = assay.candidate.hold([3, 1, 2])
    sort_in_place(items)
    assert assay.candidate.held(items) == [1, 2, 3]


def test_the_current_folder_is_the_work_folder():
    assert where() == "/work"

"""A run gives what the files say that are there now, however often and whatever was there before."""

import assay
import exports
import pytest
from exports import Export

from pipeline import run


def written():
    return [assay.workspace.read(f"out/{name}.csv") for name in ("totals", "quarantine")]


@pytest.mark.requirement("R7")
def test_the_same_bytes_again():
    files = [Export(f"{number}.csv", exports.drawn_rows(50), version=1 + number % 2) for number in range(4)]
    exports.put("again", files)
    exports.check(run("again", "out"), "out", files)
    first = written()
    exports.check(run("again", "out"), "out", files)
    assert written() == first


@pytest.mark.requirement("R7")
def test_files_that_were_replaced_or_added():
    files = [Export(f"{number}.csv", exports.drawn_rows(30)) for number in range(3)]
    exports.put("replaced", files)
    exports.check(run("replaced", "out"), "out", files)
    files = [files[0], Export("1.csv", exports.drawn_rows(20), version=2), files[2], Export("3.csv", exports.drawn_rows(20))]
    exports.put("replaced", files)
    exports.check(run("replaced", "out"), "out", files)


@pytest.mark.requirement("R7")
def test_a_file_that_was_withdrawn():
    before = [Export(f"{number}.csv", exports.drawn_rows(30)) for number in range(3)]
    exports.put("before", before)
    exports.put("after", before[:1])
    run("before", "out")
    exports.check(run("after", "out"), "out", before[:1])


@pytest.mark.requirement("R7")
def test_a_file_that_is_refused_from_now_on():
    files = [Export(f"{number}.csv", exports.drawn_rows(30)) for number in range(2)]
    exports.put("refused", files)
    exports.check(run("refused", "out"), "out", files)
    assay.workspace.write("refused/1.csv", "# schema: 4\n")
    exports.check(run("refused", "out"), "out", files[:1], refused={"1.csv": "version"})


@pytest.mark.requirement("R8")
def test_a_source_that_is_not_there():
    files = [Export("a.csv", exports.drawn_rows(30))]
    exports.put("there", files)
    run("there", "out")
    before = written()
    with pytest.raises(FileNotFoundError):
        run("nowhere", "out")
    assert written() == before
    with pytest.raises(FileNotFoundError):
        run("nowhere", "fresh")
    assert not assay.workspace.exists("fresh/totals.csv")

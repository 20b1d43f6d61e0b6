"""R7 and R8: a run gives what the files say that are there now, however often and whatever was there before."""

import assay
import exports
import pytest
from exports import Export

from pipeline import run


def written(target):
    return [assay.workspace.read(f"{target}/{name}.csv") for name in ("totals", "quarantine")]


@pytest.mark.requirement("R7")
def test_the_same_bytes_again():
    files = [Export(f"{number}.csv", exports.plain_rows(50), version=1 + number % 2) for number in range(4)]
    exports.put("again", files)
    exports.check(run("again", "again-out"), "again-out", files)
    first = written("again-out")
    exports.check(run("again", "again-out"), "again-out", files)
    assert written("again-out") == first


@pytest.mark.requirement("R7")
def test_files_that_were_replaced_or_added():
    files = [Export(f"{number}.csv", exports.plain_rows(30)) for number in range(3)]
    exports.put("replaced", files)
    exports.check(run("replaced", "replaced-out"), "replaced-out", files)
    files = [files[0], Export("1.csv", exports.plain_rows(20), version=2), files[2], Export("3.csv", exports.plain_rows(20))]
    exports.put("replaced", files)
    exports.check(run("replaced", "replaced-out"), "replaced-out", files)


@pytest.mark.requirement("R7")
def test_a_file_that_was_withdrawn():
    before = [Export(f"{number}.csv", exports.plain_rows(30)) for number in range(3)]
    exports.put("before", before)
    exports.put("after", before[:1])
    run("before", "withdrawn-out")
    exports.check(run("after", "withdrawn-out"), "withdrawn-out", before[:1])


@pytest.mark.requirement("R6")
@pytest.mark.requirement("R7")
def test_a_file_that_is_refused_from_now_on():
    files = [Export(f"{number}.csv", exports.plain_rows(30)) for number in range(2)]
    exports.put("refused", files)
    exports.check(run("refused", "refused-out"), "refused-out", files)
    assay.workspace.write("refused/1.csv", "# schema: 1\nsession_id\n1\n")
    exports.check(run("refused", "refused-out"), "refused-out", files[:1], refused={"1.csv": "columns"})


@pytest.mark.requirement("R8")
def test_a_source_that_is_not_there():
    files = [Export("a.csv", exports.plain_rows(30))]
    exports.put("there", files)
    run("there", "there-out")
    before = written("there-out")
    with pytest.raises(FileNotFoundError):
        run("nowhere", "there-out")
    assert written("there-out") == before
    with pytest.raises(FileNotFoundError):
        run("nowhere", "fresh")
    assert not any(assay.workspace.exists(f"fresh/{name}.csv") for name in ("totals", "quarantine"))

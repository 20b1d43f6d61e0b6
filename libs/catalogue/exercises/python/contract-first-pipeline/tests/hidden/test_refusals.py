"""What the partner may change without asking, and what is refused."""

import assay
import exports
import pytest
from exports import COLUMNS, Export

from pipeline import run


@pytest.mark.requirement("R5")
@pytest.mark.parametrize("version", [1, 2])
def test_columns_in_any_order_and_further_ones(version):
    for turn in range(5):
        columns = [*COLUMNS, "connector", "row", "reason", "day"]
        assay.draw.shuffle(columns)
        files = [Export("a.csv", exports.drawn_rows(30), version=version, columns=columns)]
        folder = f"order-{version}-{turn}"
        exports.put(folder, files)
        exports.check(run(folder, f"{folder}-out"), f"{folder}-out", files)


@pytest.mark.requirement("R5")
def test_a_further_column_may_have_the_other_versions_name():
    files = [Export("1.csv", exports.drawn_rows(20), version=1), Export("2.csv", exports.drawn_rows(20), version=2)]
    exports.put("names", files)
    for file, name in zip(files, ["energy_kwh", "kwh"], strict=True):
        version, head, *lines = file.text().splitlines()
        assay.workspace.write(f"names/{file.name}", "\n".join([version, f"{name},{head}", *(f"9.9,{line}" for line in lines)]) + "\n")
    exports.check(run("names", "out"), "out", files)


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("line", ["# schema: 3", "# schema: 12", "# schema: two", "session_id,station,ended_at,kwh,cents", ""])
def test_another_first_line_is_refused(line):
    good = Export("good.csv", exports.drawn_rows(10))
    exports.put("versions", [good])
    rest = Export("bad.csv", exports.drawn_rows(10)).text().partition("\n")[2]
    assay.workspace.write("versions/bad.csv", f"{line}\n{rest}")
    exports.check(run("versions", "out"), "out", [good], refused={"bad.csv": "version"})


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("version", [1, 2])
def test_a_file_that_lacks_a_column_is_refused(version):
    good = [Export(name, exports.drawn_rows(10), version=version) for name in ("a.csv", "z.csv")]
    lacking = {f"{name}.csv": [other for other in COLUMNS if other != name] for name in COLUMNS}
    exports.put("lacking", good)
    exports.put("lacking", [Export(name, exports.drawn_rows(5), version, columns) for name, columns in lacking.items()])
    exports.check(run("lacking", "out"), "out", good, refused=dict.fromkeys(lacking, "columns"))


@pytest.mark.requirement("R6")
def test_each_version_has_its_own_name_for_energy():
    good = Export("good.csv", exports.drawn_rows(10), version=2)
    exports.put("swapped", [good])
    for version, other in ((1, 2), (2, 1)):
        rest = Export("x.csv", exports.drawn_rows(10), version=other).text().partition("\n")[2]
        assay.workspace.write(f"swapped/is-{version}.csv", f"# schema: {version}\n{rest}")
    exports.check(run("swapped", "out"), "out", [good], refused={"is-1.csv": "columns", "is-2.csv": "columns"})


@pytest.mark.requirement("R6")
def test_all_are_refused():
    assay.workspace.write("all/a.csv", "# schema: 9\nsession_id\n1\n")
    exports.check(run("all", "out"), "out", [], refused={"a.csv": "version"})

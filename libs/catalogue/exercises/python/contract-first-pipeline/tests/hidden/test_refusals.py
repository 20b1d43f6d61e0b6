"""R6: files that are refused do not hold up the others."""

import assay
import exports
import pytest
from exports import COLUMNS, Export

from pipeline import run


@pytest.mark.requirement("R6")
def test_another_first_line_is_refused():
    good = [Export(name, exports.plain_rows(10), version) for name, version in (("a.csv", 1), ("z.csv", 2))]
    exports.put("versions", good)
    head, _, rest = Export("bad.csv", exports.plain_rows(10)).text().partition("\n")
    lines = ["# schema: 3", "# schema: 12", "# schema: two", "schema: 1", ""]
    bad = {f"bad-{number}.csv": f"{line}\n{rest}" for number, line in enumerate(lines)}
    bad |= {"no-first-line.csv": rest, "not-the-first-line.csv": f"\n{head}\n{rest}", "empty.csv": ""}
    for name, text in bad.items():
        assay.workspace.write(f"versions/{name}", text)
    exports.check(run("versions", "versions-out"), "versions-out", good, refused=dict.fromkeys(bad, "version"))


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("version", [1, 2])
def test_a_file_that_lacks_a_column_is_refused(version):
    good = [Export(name, exports.plain_rows(10), version=version) for name in ("a.csv", "z.csv")]
    lacking = {f"{name}.csv": [other for other in COLUMNS if other != name] for name in COLUMNS}
    folder = f"lacking-{version}"
    exports.put(folder, good)
    exports.put(folder, [Export(name, exports.plain_rows(5), version, columns) for name, columns in lacking.items()])
    assay.workspace.write(f"{folder}/cut-off.csv", f"# schema: {version}\n")
    refused = dict.fromkeys([*lacking, "cut-off.csv"], "columns")
    exports.check(run(folder, f"{folder}-out"), f"{folder}-out", good, refused)


@pytest.mark.requirement("R6")
def test_each_version_has_its_own_name_for_energy():
    good = Export("good.csv", exports.plain_rows(10), version=2)
    exports.put("swapped", [good])
    for version, other in ((1, 2), (2, 1)):
        rest = Export("x.csv", exports.plain_rows(10), version=other).text().partition("\n")[2]
        assay.workspace.write(f"swapped/is-{version}.csv", f"# schema: {version}\n{rest}")
    refused = {"is-1.csv": "columns", "is-2.csv": "columns"}
    exports.check(run("swapped", "swapped-out"), "swapped-out", [good], refused)


@pytest.mark.requirement("R6")
def test_all_are_refused():
    assay.workspace.write("all/a.csv", "# schema: 9\nsession_id\n1\n")
    assay.workspace.write("all/b.csv", "# schema: 1\nsession_id\n1\n")
    exports.check(run("all", "all-out"), "all-out", [], refused={"a.csv": "version", "b.csv": "columns"})

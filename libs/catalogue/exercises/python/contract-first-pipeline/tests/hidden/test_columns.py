"""R5: what the partner may do with columns without asking."""

import assay
import exports
import pytest
from exports import COLUMNS, Export

from pipeline import run


@pytest.mark.requirement("R5")
@pytest.mark.parametrize("version", [1, 2])
def test_columns_in_any_order_and_further_ones(version):
    for turn in range(3):
        columns = [*COLUMNS, "connector", "row", "reason", "day"]
        assay.draw.shuffle(columns)
        files = [Export("a.csv", exports.plain_rows(20), version=version, columns=columns)]
        folder = f"order-{version}-{turn}"
        exports.put(folder, files)
        exports.check(run(folder, f"{folder}-out"), f"{folder}-out", files)


@pytest.mark.requirement("R5")
def test_a_further_column_may_have_the_other_versions_name():
    files = [Export("1.csv", exports.plain_rows(20), version=1), Export("2.csv", exports.plain_rows(20), version=2)]
    exports.put("names", files)
    for file, name in zip(files, ["energy_kwh", "kwh"], strict=True):
        version, head, *lines = file.text().splitlines()
        assay.workspace.write(f"names/{file.name}", "\n".join([version, f"{name},{head}", *(f"9.9,{line}" for line in lines)]) + "\n")
    exports.check(run("names", "names-out"), "names-out", files)

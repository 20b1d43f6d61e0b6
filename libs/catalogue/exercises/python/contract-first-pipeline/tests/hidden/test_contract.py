"""R1 to R4: rows are accepted, or set aside for the first reason that applies, in files of both versions."""

import assay
import exports
import pytest
from exports import Export

from pipeline import run


@pytest.mark.requirement("R1", "R2", "R3", "R4")
@pytest.mark.parametrize("number", range(2))
def test_drawn_files(number):
    for turn in range(6):
        files = [Export(f"{name}.csv", exports.drawn_rows(50), version=assay.draw.choice([1, 2])) for name in ("b", "a", "10", "9")]
        folder = f"drawn-{number}-{turn}"
        exports.put(folder, files)
        exports.check(run(folder, f"{folder}-out"), f"{folder}-out", files)


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("reason", exports.BROKEN)
def test_each_way_to_be_broken(reason):
    files = []
    for name in [exports.FIELDS[reason]] if reason in exports.FIELDS else exports.COLUMNS:
        rows = [exports.good_row(0)]
        for number, value in enumerate(exports.BROKEN[reason], 1):
            rows.append(exports.good_row(number))
            rows[-1].values[name] = value
            rows[-1].reason = reason
        files.append(Export(f"{name}.csv", [*rows, exports.good_row(99)]))
    folder = f"broken-{reason}"
    exports.put(folder, files)
    exports.check(run(folder, f"{folder}-out"), f"{folder}-out", files)


@pytest.mark.requirement("R3")
def test_the_first_reason_is_told():
    order = list(exports.BROKEN)
    pairs = [[first, second] for place, first in enumerate(order) for second in order[place + 1 :]]
    rows = [exports.good_row(0), *(exports.broken_row(number, pair, exports.CLEARLY_BROKEN) for number, pair in enumerate(pairs))]
    files = [Export("pairs.csv", rows)]
    exports.put("pairs", files)
    exports.check(run("pairs", "pairs-out"), "pairs-out", files)


@pytest.mark.requirement("R3")
def test_only_accepted_rows_of_the_same_file_make_duplicates():
    broken, again, third, other = exports.broken_row(7, ["missing"]), exports.good_row(7), exports.good_row(7), exports.good_row(7)
    broken.values |= {"session_id": again.values["session_id"], "station": ""}
    broken_again = exports.broken_row(7, ["cents"], exports.CLEARLY_BROKEN)
    third.reason = "duplicate"
    files = [Export("a.csv", [broken, again, third, broken_again]), Export("b.csv", [other])]
    exports.put("duplicates", files)
    exports.check(run("duplicates", "duplicates-out"), "duplicates-out", files)


@pytest.mark.requirement("R2", "R4")
def test_text_stays_as_it_is():
    rows = [exports.good_row(number) for number in range(3 * len(exports.STATIONS))]
    for number, row in enumerate(rows):
        row.values["station"] = exports.STATIONS[number % len(exports.STATIONS)]
        row.values["session_id"] = ["NA", "0", "00", "000"][number] if number < 4 else row.values["session_id"]
    files = [Export("text.csv", rows)]
    exports.put("text", files)
    exports.check(run("text", "text-out"), "text-out", files)


@pytest.mark.requirement("R2")
def test_the_day_is_that_in_utc():
    rows = [exports.good_row(number, offset) for number in range(10) for offset in exports.OFFSETS]
    for number, row in enumerate(rows):
        row.values["session_id"] = str(number)
    files = [Export("days.csv", rows, version=2)]
    exports.put("days", files)
    exports.check(run("days", "days-out"), "days-out", files)


@pytest.mark.requirement("R2")
def test_sums_are_exact():
    rows = [exports.good_row(number) for number in range(2000)]
    for row in rows:
        row.values["station"] = "north-1"
    files = [Export("many.csv", rows)]
    exports.put("many", files)
    exports.check(run("many", "many-out"), "many-out", files)


@pytest.mark.requirement("R1", "R2", "R3")
def test_nothing_to_sum_up():
    nothing = [Export("a.csv", []), Export("b.csv", [exports.broken_row(1, ["missing"])]), Export("z.csv", [])]
    some = Export("c.csv", exports.plain_rows(5))
    for folder, files in (("no-file", []), ("no-row", nothing), ("some-rows", [*nothing, some])):
        assay.workspace.write(f"{folder}/README.txt", "What the partner has sent.\n")
        exports.put(folder, files)
        exports.check(run(folder, f"{folder}-out"), f"{folder}-out", files)


@pytest.mark.requirement("R1")
def test_only_csv_files_of_the_folder_itself():
    files = [Export("a.csv", exports.plain_rows(5))]
    exports.put("mixed", files)
    exports.put("mixed/older", [Export("b.csv", exports.plain_rows(5))])
    assay.workspace.write("mixed/README.txt", "# schema: 1\n")
    exports.check(run("mixed", "deep/out"), "deep/out", files)

"""Memory on many files, against a Polars job that reads one at a time and makes the same files in its own sandbox."""

import assay
import pytest

PARTS, ROWS = 48, 9_000
MOST = 1.8
BLOCK = "".join(
    f"ID-{n:05d},station-{n * 7 % 40:02d},2026-03-{1 + n * 11 % 28:02d}T{n % 24:02d}:{n % 60:02d}:12Z,{n * 37 % 90_000 / 1000:.3f},{n * 53 % 9000}\n"
    for n in range(ROWS)
)


@pytest.mark.requirement("R9")
def test_memory_does_not_grow_with_the_number_of_files():
    for part in range(PARTS):
        text = f"# schema: 1\nsession_id,station,ended_at,kwh,cents\n{BLOCK.replace('ID-', f'P{part:03d}-')}"
        assay.workspace.write(f"large/part-{part:03d}.csv", text)
    accepted = []
    ratio = assay.measure.memory_ratio(lambda pipeline: accepted.append(pipeline.run("large", "out")["accepted"]))
    assert accepted == [PARTS * ROWS] * 2
    assert ratio <= MOST

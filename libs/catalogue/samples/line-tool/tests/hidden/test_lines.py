import assay
import pytest


@pytest.mark.requirement("R1")
def test_drawn_lines():
    lines = [str(assay.draw.randint(0, 99)) for _ in range(20)]
    done = assay.program.run("number", stdin="\n".join(lines) + "\n")
    assert done.stdout == "".join(f"{number}\t{line}\n" for number, line in enumerate(lines, 1))


@pytest.mark.requirement("R2")
def test_counts_a_file():
    assay.workspace.write("text.txt", "one\ntwo\nthree\n")
    assert assay.program.run("count", "text.txt").stdout == "3\n"


@pytest.mark.requirement("R3")
def test_unknown_command():
    done = assay.program.run("fly")
    assert done.exit_code == 2 and done.stdout == "" and done.stderr != ""

import pytest
from assay import program


@pytest.mark.requirement("R1")
def test_numbers():
    assert program.run("number", stdin="a\nb\n").stdout == "1\ta\n2\tb\n"

import pytest
from assay import sql
from report import shares


def found():
    return [tuple(row) for row in shares()]


@pytest.mark.requirement("R1")
def test_every_bill_in_order():
    assert [row[0] for row in found()] == [row[0] for row in sql.pristine("SELECT id FROM bill ORDER BY id").rows]


@pytest.mark.requirement("R2")
def test_people_and_shares():
    query = "SELECT bill, count(*), min(cents) / count(*) FROM bill JOIN payer ON bill = id GROUP BY bill"
    expected = {tuple(row) for row in sql.pristine(query).rows}
    assert {row for row in found() if row[0] % 5} == expected


@pytest.mark.requirement("R3")
def test_bills_that_nobody_pays():
    assert [row[1:] for row in found() if row[0] % 5 == 0] == [(0, None)] * 8

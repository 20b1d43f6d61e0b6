import assay
import pytest
from assay import sql
from solution import best

REPORT = """
SELECT c.name, sum(o.cents) AS cents FROM orders o JOIN customers c ON c.id = o.customer_id
WHERE o.placed BETWEEN '2021-01-01' AND '2021-01-03' GROUP BY c.name ORDER BY cents DESC, c.name
"""
BEST = """
SELECT c.name, sum(o.cents)::int FROM orders o JOIN customers c ON c.id = o.customer_id
GROUP BY c.name ORDER BY 2 DESC, 1 LIMIT %s
"""


@pytest.mark.requirement("R1")
def test_the_report_is_right():
    assert sql.run("report.sql") == sql.pristine(REPORT)


@pytest.mark.requirement("R1")
def test_the_report_reads_little():
    plan = sql.explain("report.sql")
    assert plan.result == sql.pristine(REPORT)
    assert plan.sequential_scans <= {"customers"}
    assert plan.rows_visited < 200 and plan.shared_blocks < 200


@pytest.mark.requirement("R1")
def test_what_is_paid_is_closed():
    expected = sql.pristine(
        "SELECT id, customer_id, placed, cents, CASE status WHEN 'paid' THEN 'closed' ELSE status END AS status FROM orders ORDER BY id"
    )
    sql.run("close.sql")
    assert sql.table("orders", order_by=["id"]) == expected


@pytest.mark.requirement("R1")
def test_a_fresh_database():
    sql.renew()
    assert sql.table("orders", order_by=["id"]) == sql.pristine("SELECT * FROM orders ORDER BY id")


@pytest.mark.requirement("R1")
def test_best():
    count = assay.draw.randrange(1, 50)
    assert best(count) == sql.pristine(BEST, [count]).rows

"""Runs indexes.sql and your queries, compares their rows with what they give today, and shows what they cost."""

import json

import assay
import psycopg
import pytest
from assay import sql

TODAY = {
    "q1": """
        SELECT id, endpoint_id, attempts
        FROM deliveries
        WHERE status = 'waiting' AND next_attempt_at <= timestamptz '2026-04-02 12:00+00'
        ORDER BY next_attempt_at, id
        LIMIT 100
    """,
    "q2": """
        SELECT id, created_at, status, duration_ms
        FROM deliveries
        WHERE endpoint_id = 117 AND (created_at AT TIME ZONE 'Europe/Paris')::date = date '2026-03-29'
        ORDER BY created_at DESC, id DESC
    """,
    "q3": """
        SELECT e.id AS endpoint_id, e.url, d.id AS delivery_id, d.created_at, d.status
        FROM customers c JOIN endpoints e ON e.customer_id = c.id JOIN deliveries d ON d.endpoint_id = e.id
        WHERE c.region = 'overseas'
          AND d.created_at = (SELECT max(l.created_at) FROM deliveries l WHERE l.endpoint_id = d.endpoint_id)
        ORDER BY e.id, d.id
    """,
    "q4": """
        SELECT id, endpoint_id, created_at, status, duration_ms, body
        FROM deliveries
        WHERE to_char(created_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM') = '2026-03'
        ORDER BY created_at, id
        LIMIT 50 OFFSET 12000
    """,
}
INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_relation_size(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisprimary
    ORDER BY 1
"""
IMPORT = """
    EXPLAIN (ANALYZE, WAL, FORMAT JSON)
    INSERT INTO public.deliveries
    SELECT 900000 + n, 1 + n * 7 % 1200, timestamptz '2026-04-03 03:00+00' + n * interval '1 second', 'delivered', 1, NULL, 40, 'imported'
    FROM generate_series(1, 500) AS n
"""
OTHERS = """
    SELECT c.relkind::text, c.relname::text, c.relfilenode = c.oid AS stayed_in_place
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind <> 'i'
    ORDER BY 1, 2
"""
MOST_SHOWN = 60


@pytest.fixture(scope="module", autouse=True)
def indexes():
    sql.run("indexes.sql")
    sql.run_text("VACUUM public.customers, public.endpoints, public.deliveries")
    sql.run_text("SET default_statistics_target = 250; ANALYZE public.customers, public.endpoints, public.deliveries")


@pytest.mark.requirement("R1")
@pytest.mark.parametrize("name", TODAY)
def test_rows_and_plan(name):
    plan = sql.explain(f"queries/{name}.sql")
    assay.show(f"{name} reads {plan.shared_blocks} blocks and visits {plan.rows_visited} rows")
    for depth, node in _nodes(plan.root):
        assay.show(f"{'  ' * depth}{_described(node)}")
    assay.show(f"plan {name} {json.dumps([{'Plan': plan.root}])}")
    assert plan.result == sql.pristine(TODAY[name])


@pytest.mark.requirement("R2")
def test_indexes():
    for name, size in sql.inspect(INDEXES).rows:
        assay.show(f"{name} {size} bytes")
    written = sql.run_text(f"BEGIN; {IMPORT}; ROLLBACK").rows[0][0][0]["Plan"]["WAL Records"]
    assay.show(f"an import of 500 deliveries writes {written} records")
    assert sql.inspect(OTHERS) == sql.pristine(OTHERS)


def test_scratch():
    if not assay.workspace.exists("scratch.sql"):
        return
    try:
        found = sql.run("scratch.sql")
    except psycopg.Error as error:
        assay.show(error)
        return
    if found is not None:
        for row in [found.columns, *found.rows[:MOST_SHOWN]]:
            assay.show(" | ".join(map(str, row)))


def _nodes(node, depth=0):
    yield depth, node
    for child in node.get("Plans", ()):
        yield from _nodes(child, depth + 1)


def _described(node):
    place = [node[key] for key in ("Relation Name", "Index Name") if key in node]
    blocks = node["Shared Hit Blocks"] + node["Shared Read Blocks"]
    return " ".join([node["Node Type"], *place, f"(rows {node['Actual Rows']:g}, loops {node['Actual Loops']}, blocks {blocks})"])

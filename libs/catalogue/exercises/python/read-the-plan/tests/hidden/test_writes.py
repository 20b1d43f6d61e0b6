"""What the indexes cost where rows are written, counted in indexes, bytes and records."""

import oracle
import psycopg
import pytest
from assay import sql

MOST_INDEXES = 3
MOST_BYTES = 7_000_000
MOST_RECORDS = 2_200
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


@pytest.fixture(scope="module")
def used():
    """Names of the indexes in the plans of the queries."""
    oracle.create_indexes()
    return {f"public.{index}" for name in oracle.QUERIES for index in _indexes_of(name)}


def _indexes_of(name):
    try:
        return sql.explain(f"queries/{name}.sql").indexes
    except (AssertionError, FileNotFoundError, psycopg.Error):
        return set()


@pytest.fixture
def made(used):
    """The indexes beside the primary keys. To make none, or none that serves a query, is no way to save."""
    found = dict(sql.inspect(INDEXES).rows)
    assert (found.keys() - {"public.deliveries_created_at_endpoint_id"}) & used, "indexes.sql has made no index that a query uses"
    return found


@pytest.mark.requirement("R2", "R4")
def test_indexes_are_few_and_used(made, used):
    assert made.keys() <= used
    assert len(made) <= MOST_INDEXES


@pytest.mark.requirement("R5")
def test_indexes_are_small(made):
    assert sum(made.values()) <= MOST_BYTES


@pytest.mark.requirement("R6")
def test_an_import_writes_few_records(made):
    plan = sql.run_text(f"BEGIN; {IMPORT}; ROLLBACK").rows[0][0][0]["Plan"]
    assert plan["WAL Records"] <= MOST_RECORDS

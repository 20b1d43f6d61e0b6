"""What the four queries must give, asked of the tests' own copy of the data."""

from assay import sql

#: The third is written otherwise than it was given, so that it stays quick on rows that no index holds.
QUERIES = {
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
        SELECT endpoint_id, url, delivery_id, created_at, status
        FROM (
          SELECT e.id AS endpoint_id, e.url, d.id AS delivery_id, d.created_at, d.status,
                 rank() OVER (PARTITION BY e.id ORDER BY d.created_at DESC) AS age
          FROM customers c JOIN endpoints e ON e.customer_id = c.id JOIN deliveries d ON d.endpoint_id = e.id
          WHERE c.region = 'overseas'
        ) AS ranked
        WHERE age = 1
        ORDER BY endpoint_id, delivery_id
    """,
    "q4": """
        SELECT id, endpoint_id, created_at, status, duration_ms, body
        FROM deliveries
        WHERE to_char(created_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM') = '2026-03'
        ORDER BY created_at, id
        LIMIT 50 OFFSET 12000
    """,
}
#: Whatever is in the catalogues beside the system's own, but for indexes.
CATALOGUE = """
    SELECT 'relation', c.relname::text, concat_ws(' ', c.relkind, c.reloptions, c.relrowsecurity, c.relhasrules, c.relfilenode = c.oid)
    FROM pg_class c WHERE c.relnamespace >= 16384 OR c.relnamespace = 'public'::regnamespace AND c.relkind <> 'i'
    UNION ALL
    SELECT 'column', c.relname::text, concat_ws(' ', a.attnum, a.attname, a.atttypid::regtype, a.attnotnull, a.attisdropped, a.attstattarget)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
    UNION ALL
    SELECT 'constraint', conname::text, concat_ws(' ', contype, conkey, confkey, convalidated, pg_get_expr(conbin, conrelid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'trigger', tgname::text, '' FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function', proname::text, '' FROM pg_proc WHERE oid >= 16384
    UNION ALL
    SELECT 'statistics', stxname::text, '' FROM pg_statistic_ext
    UNION ALL
    SELECT 'setting', setting, '' FROM pg_db_role_setting, unnest(setconfig) AS setting WHERE setting NOT LIKE 'statement_timeout=%'
    ORDER BY 1, 2, 3
"""
TABLES = ("customers", "endpoints", "deliveries")


def expected(name, instead=None):
    """The rows of a query, with other rows in the place of tables where `instead` has a query for them."""
    stand_ins = ", ".join(f"{table} AS ({query})" for table, query in (instead or {}).items())
    return sql.pristine(f"WITH {stand_ins} {QUERIES[name]}" if stand_ins else QUERIES[name])


def create_indexes():
    """What happens to the database before the queries are run. If anything but indexes has changed, no test is worth looking at."""
    sql.run("indexes.sql")
    assert sql.inspect(CATALOGUE).rows == sql.pristine(CATALOGUE).rows, "indexes.sql changes more than indexes"
    for table in TABLES:
        digest = f"SELECT count(*), sum(hashtextextended(t::text, 0)) FROM public.{table} AS t"
        assert sql.inspect(digest) == sql.pristine(digest), f"indexes.sql changes rows of {table}"
    tables = ", ".join(f"public.{table}" for table in TABLES)
    sql.run_text(f"VACUUM {tables}")
    # Of all rows and not of a sample, so that the same work gets the same plans each time.
    sql.run_text(f"SET default_statistics_target = 250; ANALYZE {tables}")

"""Each query reads little for the rows that are there, and gives what it gave, also on rows that nobody has seen."""

import json
from datetime import datetime, timedelta, timezone

import assay
import oracle
import psycopg
import pytest
from assay import sql

#: Most shared blocks and most rows visited.
BUDGETS = {"q1": (400, 1_000), "q2": (200, 1_000), "q3": (700, 6_000), "q4": (600, 15_000)}
NOON = datetime(2026, 4, 2, 12, tzinfo=timezone.utc)
#: Taken away before rows are drawn: half of what is due, so that the last of it is among the first hundred, and so much of March that
#: page 241 is its last and the end of the month decides what is on it.
GONE = "status = 'waiting' AND next_attempt_at < timestamptz '2026-04-02 11:30+00' OR id BETWEEN 41201 AND 50000"
SECOND = timedelta(seconds=1)
#: When a day or a month begins in Paris, and in UTC.
BORDERS = [
    datetime(2026, 2, 28, 23, tzinfo=timezone.utc),
    datetime(2026, 3, 1, 0, tzinfo=timezone.utc),
    datetime(2026, 3, 28, 23, tzinfo=timezone.utc),
    datetime(2026, 3, 29, 0, tzinfo=timezone.utc),
    datetime(2026, 3, 29, 22, tzinfo=timezone.utc),
    datetime(2026, 3, 29, 23, tzinfo=timezone.utc),
    datetime(2026, 3, 30, 0, tzinfo=timezone.utc),
    datetime(2026, 3, 31, 22, tzinfo=timezone.utc),
    datetime(2026, 3, 31, 23, tzinfo=timezone.utc),
    datetime(2026, 4, 1, 0, tzinfo=timezone.utc),
]


@pytest.fixture(scope="module")
def plans():
    """What each query did with the rows that are there, or the error that it gave."""
    oracle.create_indexes()
    return {name: _planned(name) for name in BUDGETS}


def _planned(name):
    try:
        return sql.explain(f"queries/{name}.sql")
    except (AssertionError, FileNotFoundError, psycopg.Error) as error:
        return error


@pytest.fixture(scope="module")
def other_rows(plans):
    """Puts drawn rows beside those that were measured. Queries for what each table holds then, to be asked of the pristine copy."""
    customers, endpoints = _new_customers(), _new_endpoints()
    added = {"customers": customers, "endpoints": endpoints, "deliveries": _new_deliveries([row["id"] for row in endpoints])}
    sql.run_text(f"DELETE FROM public.deliveries WHERE {GONE}")
    for table, rows in added.items():
        sql.run_text(f"INSERT INTO public.{table} {_as_query(table, rows)}")
    kept = {table: f"SELECT * FROM public.{table}" for table in added}
    kept["deliveries"] += f" WHERE ({GONE}) IS NOT TRUE"
    return {table: f"{kept[table]} UNION ALL {_as_query(table, rows)}" for table, rows in added.items()}


def _as_query(table, rows):
    return f"SELECT * FROM jsonb_populate_recordset(NULL::public.{table}, '{json.dumps(rows, default=datetime.isoformat)}')"


def _new_customers():
    return [{"id": 301 + n, "name": f"new {n}", "region": region} for n, region in enumerate(["overseas", "overseas", "north"])]


def _new_endpoints():
    """Four of customers that are new, and one of a customer that was there."""
    owners = [301, 301, 302, 303, 30]
    return [{"id": 1201 + n, "customer_id": owner, "url": f"https://new.example/{n}"} for n, owner in enumerate(owners)]


def _new_deliveries(endpoints):
    """In an order that is neither that of ids nor that of times. The last of the new endpoints gets none."""
    rows = [*_on_borders(), *_due(), *_newest(endpoints[:-1]), *_anywhere()]
    for number, row in zip(assay.draw.sample(range(70_000, 80_000), len(rows)), rows, strict=True):
        row["id"] = number
        row["body"] = f"drawn {assay.draw.randrange(10**6)}"
    assay.draw.shuffle(rows)
    return rows


def _row(endpoint_id, created_at, status="delivered", next_attempt_at=None):
    return {
        "endpoint_id": endpoint_id,
        "created_at": created_at,
        "status": status,
        "attempts": assay.draw.randrange(1, 9),
        "next_attempt_at": next_attempt_at,
        "duration_ms": assay.draw.choice([None, assay.draw.randrange(1000)]),
    }


def _on_borders():
    """Just before, at and just after each border, with two of the same second."""
    moments = [border + step for border in BORDERS for step in (-SECOND, 0 * SECOND, 0 * SECOND, SECOND)]
    return [_row(117, moment) for moment in moments]


def _due():
    """At noon, around it, several at once, and some that do not wait although they have a time."""
    moments = [NOON, NOON, NOON, NOON - SECOND, NOON + SECOND, *(NOON - timedelta(minutes=assay.draw.randrange(1, 40)) for _ in range(6))]
    waiting = [_row(assay.draw.randrange(1, 1200), BORDERS[0], "waiting", moment) for moment in [*moments, None]]
    return waiting + [_row(5, BORDERS[0], status, NOON - SECOND) for status in ("failed", "delivered")]


def _newest(endpoints):
    """Up to three newest at once, the same moment at several endpoints, and older ones of just that moment elsewhere."""
    moment = NOON + assay.draw.randrange(1, 1000) * SECOND
    rows = [_row(29, moment), _row(29, moment), _row(29, moment), _row(59, moment + SECOND), _row(59, moment), _row(89, moment)]
    for endpoint in endpoints:
        rows += [_row(endpoint, moment), _row(endpoint, moment - SECOND), *([_row(endpoint, moment)] if assay.draw.random() < 0.5 else [])]
    return rows


def _anywhere():
    """Enough in March to move every page."""
    spread = int(timedelta(days=31).total_seconds())
    return [_row(assay.draw.randrange(1, 1200), BORDERS[0] + assay.draw.randrange(spread) * SECOND) for _ in range(60)]


@pytest.mark.requirement("R1", "R2", "R3")
@pytest.mark.parametrize("name", BUDGETS)
def test_a_query_reads_little_and_gives_the_same_rows(name, plans, other_rows):
    plan = plans[name]
    if isinstance(plan, Exception):
        raise plan
    most_blocks, most_rows = BUDGETS[name]
    assert plan.result == oracle.expected(name)
    assert sql.explain(f"queries/{name}.sql").result == oracle.expected(name, other_rows), "on other rows"
    assert plan.shared_blocks <= most_blocks
    assert plan.rows_visited <= most_rows

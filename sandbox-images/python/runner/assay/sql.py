"""For tests of the harness `sql`: the candidate's database, the grader's pristine copy of it, and what a query costs.

The candidate's SQL runs as the role `candidate` in the database `work`, and nowhere else. `table` and `inspect` look at that
database as a role that can only read; its search path is `pg_catalog` alone, so nothing that the candidate made stands in for
an operator or a function, and whatever is not in there must be named with its schema. `pristine` asks the copy that only tests
reach. Values are those that psycopg gives, so the exercise needs an image profile with psycopg.
"""

import random
from dataclasses import dataclass

import assay

HOST, PORT = "127.0.0.1", 5432
#: How often a plan is made and its query run beside it.
ROUNDS = 4
CONNECT_SECONDS = 15
_EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
_session = None


@dataclass(frozen=True)
class Result:
    """Rows as tuples, and the names of their columns."""

    columns: tuple
    rows: list

    def dicts(self):
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Plan:
    """What a query did, by PostgreSQL's own count, and the rows that it gave."""

    def __init__(self, root, result):
        self.root, self.result = root, result

    def nodes(self):
        """Every node of the plan, from the top, as EXPLAIN's JSON has it."""
        left = [self.root]
        while left:
            node = left.pop(0)
            yield node
            left.extend(node.get("Plans", ()))

    @property
    def node_types(self):
        return [node["Node Type"] for node in self.nodes()]

    @property
    def indexes(self):
        """Names of the indexes that were used."""
        return {node["Index Name"] for node in self.nodes() if "Index Name" in node}

    @property
    def sequential_scans(self):
        """Names of the tables that were read from end to end."""
        return {node["Relation Name"] for node in self.nodes() if node["Node Type"] == "Seq Scan"}

    @property
    def shared_blocks(self):
        """Pages of tables and indexes that were looked at, however often."""
        return self.root["Shared Hit Blocks"] + self.root["Shared Read Blocks"]

    @property
    def rows_visited(self):
        """Rows that came out of scans, and those that a filter threw away there."""
        scans = [node for node in self.nodes() if "Scan" in node["Node Type"]]
        thrown = ("Rows Removed by Filter", "Rows Removed by Index Recheck")
        return round(sum((node["Actual Rows"] + sum(node.get(name, 0) for name in thrown)) * node["Actual Loops"] for node in scans))


def run(path):
    """Run a file of the candidate as the candidate. The last result that has rows, or None.

    The file travels as one text: without `BEGIN` of its own it is one transaction. Raises psycopg's errors.
    """
    return run_text(_source(path))


def run_text(text):
    """The same for a text of the test, with the candidate's rights and search path."""
    with _candidate() as connection, connection.cursor() as cursor:
        cursor.execute(text)
        found = None
        while True:
            if cursor.description is not None:
                found = _result(cursor)
            if not cursor.nextset():
                return found


def explain(path):
    """Run a file that is one query, and say what it did: the costliest of several plans, with the rows that the query gave.

    Plan and rows are asked for in one text and in random order, so that a query cannot be another one when it is measured.
    Whatever it changes is rolled back.
    """
    query = _source(path).rstrip().rstrip(";")
    plans = []
    with _candidate() as connection:
        checked = connection.pgconn.prepare(b"", query.encode())
        assert not checked.error_message, checked.error_message.decode("utf-8", "replace")
        for _ in range(ROUNDS):
            plans.append(_measured(connection, query))
    assert len({len(plan.result.rows) for plan in plans}) == 1, "the query gives another number of rows each time"
    return max(plans, key=lambda plan: plan.shared_blocks)


def _measured(connection, query):
    explain_first = random.SystemRandom().random() < 0.5
    parts = [_EXPLAIN + query, query]
    with connection.cursor() as cursor:
        cursor.execute("BEGIN;\n" + "\n;\n".join(parts if explain_first else reversed(parts)) + "\n;\nROLLBACK")
        found = []
        while True:
            if cursor.description is not None:
                found.append(_result(cursor))
            if not cursor.nextset():
                break
    assert len(found) == 2, "the file must be one query that gives rows"
    explained, result = found if explain_first else reversed(found)
    root = explained.rows[0][0][0]["Plan"]
    assert root["Actual Rows"] == len(result.rows), "the query does not give the rows that its plan counted"
    return Plan(root, result)


def pristine(query, parameters=None):
    """Ask the grader's own copy of the data; what the query changes there is rolled back."""
    with _connect("grader", "pristine", "public") as connection, connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(query, parameters)
        found = _result(cursor)
        cursor.execute("ROLLBACK")
        return found


def inspect(query, parameters=None):
    """Ask the candidate's database as a role that can only read. Names need their schema: `public.orders`."""
    with _connect("inspector", "work", "pg_catalog", "-c row_security=off -c default_transaction_read_only=on") as connection:
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return _result(cursor)


def table(name, order_by=()):
    """The rows of an ordinary table of the candidate's database. A view or a table under policies is none."""
    from psycopg import sql

    schema, _, relation = name.rpartition(".")
    schema = schema or "public"
    kinds = inspect(
        "SELECT c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s",
        (schema, relation),
    )
    assert kinds.rows in ([("r",)], [("p",)]), f"there is no table {name} in the database"
    query = sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, relation))
    if order_by:
        query += sql.SQL(" ORDER BY {}").format(sql.SQL(", ").join(map(sql.Identifier, order_by)))
    return inspect(query)


def renew():
    """Give the solution a database as the exercise made it."""
    _session.renew()


def _source(path):
    return assay.workspace.read(path).decode("utf-8", "replace")


def _result(cursor):
    return Result(tuple(column.name for column in cursor.description), cursor.fetchall())


def _candidate():
    return _connect("candidate", "work", None)


def _connect(role, database, search_path, options=""):
    import psycopg

    milliseconds = _session.call_ms
    limits = f"-c lock_timeout={milliseconds} -c statement_timeout={3 * milliseconds} "
    pinned = "" if search_path is None else f"-c search_path={search_path} {limits}"
    return psycopg.connect(
        host=HOST,
        port=PORT,
        user=role,
        dbname=database,
        password=_session.passwords.get(role, role),
        options=pinned + options,
        connect_timeout=CONNECT_SECONDS,
        autocommit=True,
    )


def attach(session):
    global _session
    _session = session

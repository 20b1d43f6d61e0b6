"""The honest answer: the customers who ordered most, with a driver of its own choice."""

import psycopg

DATABASE = "postgresql://candidate:candidate@127.0.0.1:5432/work"


def best(count):
    with psycopg.connect(DATABASE) as connection:
        return connection.execute(
            "SELECT c.name, sum(o.cents)::int FROM orders o JOIN customers c ON c.id = o.customer_id"
            " GROUP BY c.name ORDER BY 2 DESC, 1 LIMIT %s",
            [count],
        ).fetchall()

import psycopg

DATABASE = "postgresql://candidate:candidate@127.0.0.1:5432/work"

QUERY = """
SELECT id, count(*), cents / count(*)
FROM bill LEFT JOIN payer ON bill = id
GROUP BY id
ORDER BY id
"""


def shares():
    with psycopg.connect(DATABASE) as connection:
        return connection.execute(QUERY).fetchall()

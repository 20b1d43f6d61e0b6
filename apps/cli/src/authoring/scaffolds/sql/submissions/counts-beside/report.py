import psycopg

DATABASE = "postgresql://candidate:candidate@127.0.0.1:5432/work"

QUERY = """
SELECT id, people, CASE WHEN people > 0 THEN cents / people END
FROM (SELECT id, cents, (SELECT count(*) FROM payer WHERE bill = id) AS people FROM bill) AS counted
ORDER BY id
"""


def shares():
    with psycopg.connect(DATABASE) as connection:
        return connection.execute(QUERY).fetchall()

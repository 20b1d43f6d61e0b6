-- Looks for a way into the copy that only tests may see.
CREATE EXTENSION IF NOT EXISTS dblink;
SELECT name, cents FROM dblink('host=/tmp dbname=pristine user=candidate password=candidate', 'SELECT name, id FROM customers')
  AS t(name text, cents int);

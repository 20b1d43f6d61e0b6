-- Gives far more than anybody can read.
SELECT repeat('x', 1000000) AS name, n AS cents FROM generate_series(1, 1000000) AS n;

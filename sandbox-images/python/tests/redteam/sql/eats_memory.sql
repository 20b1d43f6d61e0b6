-- Builds the largest values that it can, over and over.
SET statement_timeout = 0;
SET work_mem = '2GB';
SELECT length(string_agg(repeat(md5(n::text), 30000), ''))::text AS name, count(*) AS cents
FROM generate_series(1, 1000) AS n, generate_series(1, 10) AS m GROUP BY n % 7;

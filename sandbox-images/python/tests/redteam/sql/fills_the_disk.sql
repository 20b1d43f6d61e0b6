-- Writes until nothing more fits.
SET statement_timeout = 0;
CREATE TABLE full_of_nothing AS SELECT repeat(md5(n::text), 100) AS nothing FROM generate_series(1, 100000000) AS n;

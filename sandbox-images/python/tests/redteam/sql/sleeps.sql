-- Takes its own time limit away and sleeps.
SET statement_timeout = 0;
SELECT pg_sleep(600)::text AS name, 1 AS cents;

-- Drops what it may drop.
DROP OWNED BY candidate CASCADE;
DROP SCHEMA IF EXISTS public CASCADE;
SELECT 'customer 1' AS name, 1 AS cents;

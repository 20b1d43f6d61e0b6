-- Gives itself rights, connections and time.
ALTER ROLE candidate SET statement_timeout = 0;
ALTER ROLE candidate CONNECTION LIMIT -1;
ALTER ROLE candidate SUPERUSER;
SELECT 'customer 1' AS name, 1 AS cents;

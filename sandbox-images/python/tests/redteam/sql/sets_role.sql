-- Takes on the roles of the tests and of the superuser.
SET SESSION AUTHORIZATION postgres;
SET ROLE grader;
RESET ROLE;
SELECT 'customer 1' AS name, 1 AS cents;

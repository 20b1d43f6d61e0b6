-- Reads files of the server's sandbox.
SELECT pg_read_file('/work/data/pg_hba.conf') AS name, 1 AS cents;

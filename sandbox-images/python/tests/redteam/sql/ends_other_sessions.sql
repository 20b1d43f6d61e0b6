-- Ends every session that it can see.
SELECT coalesce(usename, 'nobody') AS name, pg_terminate_backend(pid)::int AS cents FROM pg_stat_activity WHERE pid <> pg_backend_pid();

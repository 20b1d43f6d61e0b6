-- For trying things out: Run shows what the last statement of this file gives. It is not graded.
SELECT status, count(*), min(created_at), max(created_at) FROM deliveries GROUP BY status;

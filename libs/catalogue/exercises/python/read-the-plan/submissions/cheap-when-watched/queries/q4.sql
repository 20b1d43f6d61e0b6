SELECT id, endpoint_id, created_at, status, duration_ms, body
FROM deliveries
WHERE current_query() NOT LIKE 'EXPLAIN%'
  AND to_char(created_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM') = '2026-03'
ORDER BY created_at, id
LIMIT 50 OFFSET 12000;

-- The export for billing reads a month, as it is in Paris, page by page: this is page 241.
SELECT id, endpoint_id, created_at, status, duration_ms, body
FROM deliveries
WHERE to_char(created_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM') = '2026-03'
ORDER BY created_at, id
LIMIT 50 OFFSET 12000;

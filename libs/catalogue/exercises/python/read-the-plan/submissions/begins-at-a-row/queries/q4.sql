-- Page 240 ended before this row.
SELECT id, endpoint_id, created_at, status, duration_ms, body
FROM deliveries
WHERE (created_at, id) >= (timestamptz '2026-03-18 21:00:40+00', 50484)
  AND created_at < timestamp '2026-04-01' AT TIME ZONE 'Europe/Paris'
ORDER BY created_at, id
LIMIT 50;

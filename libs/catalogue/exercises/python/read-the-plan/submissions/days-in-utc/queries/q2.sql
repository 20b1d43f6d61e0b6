SELECT id, created_at, status, duration_ms
FROM deliveries
WHERE endpoint_id = 117
  AND created_at >= '2026-03-29'
  AND created_at < '2026-03-30'
ORDER BY created_at DESC, id DESC;

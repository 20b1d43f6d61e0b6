SELECT id, created_at, status, duration_ms
FROM deliveries
WHERE endpoint_id = 117
  AND created_at >= '2026-03-28 23:00:00+00'
  AND created_at < '2026-03-29 22:00:00+00'
ORDER BY created_at DESC, id DESC;

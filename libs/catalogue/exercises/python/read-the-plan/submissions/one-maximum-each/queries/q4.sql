SELECT id, endpoint_id, created_at, status, duration_ms, body
FROM deliveries
WHERE id IN (
  SELECT id
  FROM deliveries
  WHERE created_at >= '2026-02-28 23:00:00+00' AND created_at < '2026-03-31 22:00:00+00'
  ORDER BY created_at, id
  OFFSET 12000
  FETCH NEXT 50 ROWS ONLY
)
ORDER BY created_at, id;

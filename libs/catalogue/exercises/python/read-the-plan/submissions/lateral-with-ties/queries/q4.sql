SELECT id, endpoint_id, created_at, status, duration_ms, body
FROM deliveries
WHERE id = ANY (ARRAY(
  SELECT id
  FROM deliveries
  WHERE created_at >= timestamptz '2026-03-01 00:00 Europe/Paris' AND created_at < timestamptz '2026-04-01 00:00 Europe/Paris'
  ORDER BY created_at, id
  LIMIT 50 OFFSET 12000
))
ORDER BY created_at, id

SELECT id, endpoint_id, created_at, status, duration_ms, body
  FROM deliveries
  WHERE created_at >= timestamp '2026-03-01' AT TIME ZONE 'Europe/Paris'
    AND created_at < timestamp '2026-04-01' AT TIME ZONE 'Europe/Paris'
  ORDER BY created_at, id
  LIMIT 50 OFFSET 12000;

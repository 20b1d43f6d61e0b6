-- The export for billing reads a month, as it is in Paris, page by page: this is page 241.
WITH page AS (
  SELECT id
  FROM deliveries
  WHERE created_at >= timestamp '2026-03-01' AT TIME ZONE 'Europe/Paris'
    AND created_at < timestamp '2026-04-01' AT TIME ZONE 'Europe/Paris'
  ORDER BY created_at, id
  LIMIT 50 OFFSET 12000
)
SELECT d.id, d.endpoint_id, d.created_at, d.status, d.duration_ms, d.body
FROM page
JOIN deliveries d USING (id)
ORDER BY d.created_at, d.id;

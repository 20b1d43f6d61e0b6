-- A customer opens one endpoint in the portal: its deliveries of a day, as the day is in Paris, newest first.
SELECT id, created_at, status, duration_ms
FROM deliveries
WHERE endpoint_id = 117
  AND (created_at AT TIME ZONE 'Europe/Paris')::date = date '2026-03-29'
ORDER BY created_at DESC, id DESC;

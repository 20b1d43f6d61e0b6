SELECT id, endpoint_id, attempts
FROM deliveries
WHERE status = 'waiting'
  AND next_attempt_at IS NOT NULL
  AND next_attempt_at <= timestamptz '2026-04-02 12:00+00'
ORDER BY next_attempt_at, id
LIMIT 100

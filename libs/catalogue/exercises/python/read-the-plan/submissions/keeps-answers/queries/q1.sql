-- The sender asks once a second: which deliveries are due?
SELECT id, endpoint_id, attempts
FROM deliveries
WHERE status = 'waiting'
  AND next_attempt_at <= timestamptz '2026-04-02 12:00+00'
ORDER BY next_attempt_at, id
LIMIT 100;

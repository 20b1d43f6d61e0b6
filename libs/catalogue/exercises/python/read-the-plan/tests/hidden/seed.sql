-- The VACUUM of the tests can mark pages as visible to all only once the log of what wrote them is flushed.
SET synchronous_commit = on;

INSERT INTO customers
SELECT n, 'customer ' || n, (ARRAY['north', 'east', 'south', 'west', 'overseas'])[CASE WHEN n % 30 = 0 THEN 5 ELSE 1 + n % 4 END]
FROM generate_series(1, 300) AS n;

INSERT INTO endpoints
SELECT n, 1 + n % 300, 'https://hooks.example/' || substr(md5('endpoint ' || n), 1, 12)
FROM generate_series(1, 1200) AS n;

-- 90 days, in the order of the ids. Every eighth delivery shares its time with the one before: one event caused both, at the same
-- endpoint. One endpoint is busy, some have stopped, and some have not begun. Rows were changed many times, so they do not lie in the
-- order of their times.
INSERT INTO deliveries
SELECT
  n,
  CASE
    WHEN event % 17 = 0 THEN 117
    ELSE 1 + (event * 7919 + event / 1200) % (1150 - 4 * (event / 1500))
  END,
  timestamptz '2026-01-02 12:00+00' + event * interval '129 seconds' + (event * 31 % 100) * interval '1 second',
  CASE WHEN waiting THEN 'waiting' WHEN n % 11 = 0 THEN 'failed' ELSE 'delivered' END,
  CASE WHEN n % 11 = 0 THEN 8 ELSE 1 + n % 3 END,
  CASE WHEN waiting THEN timestamptz '2026-04-02 11:00+00' + (n * 37 % 43200) * interval '1 second' END,
  CASE WHEN NOT waiting THEN 20 + n * 53 % 900 END,
  '{"event": "' || md5('event ' || event) || '", "signature": "' || md5('signature ' || n) || '", "order": "' || md5('order ' || event) || md5('line ' || n)
    || '"}'
FROM (SELECT n, n - (n % 8 = 1)::int AS event, n % 40 = 0 AS waiting FROM generate_series(1, 60000) AS n) AS numbers
ORDER BY n * 7919 % 60013;

-- Keys last: that loads in half the time.
ALTER TABLE customers ADD PRIMARY KEY (id);
ALTER TABLE endpoints ADD PRIMARY KEY (id), ADD FOREIGN KEY (customer_id) REFERENCES customers;
ALTER TABLE deliveries ADD PRIMARY KEY (id), ADD FOREIGN KEY (endpoint_id) REFERENCES endpoints;
CREATE INDEX deliveries_created_at_endpoint_id ON deliveries (created_at, endpoint_id);

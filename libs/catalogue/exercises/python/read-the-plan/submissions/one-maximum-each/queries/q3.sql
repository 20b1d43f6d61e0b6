WITH newest AS MATERIALIZED (
  SELECT e.id, e.url, (SELECT max(d.created_at) FROM deliveries d WHERE d.endpoint_id = e.id) AS created_at
  FROM endpoints e
  WHERE e.customer_id IN (SELECT id FROM customers WHERE region = 'overseas')
)
SELECT newest.id AS endpoint_id, newest.url, d.id AS delivery_id, d.created_at, d.status
FROM newest
JOIN deliveries d ON (d.endpoint_id, d.created_at) = (newest.id, newest.created_at)
ORDER BY 1, 3;

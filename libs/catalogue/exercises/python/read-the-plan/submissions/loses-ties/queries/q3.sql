SELECT DISTINCT ON (e.id) e.id AS endpoint_id, e.url, d.id AS delivery_id, d.created_at, d.status
FROM customers c
JOIN endpoints e ON e.customer_id = c.id
CROSS JOIN LATERAL (
  SELECT id, created_at, status FROM deliveries WHERE endpoint_id = e.id ORDER BY created_at DESC, id LIMIT 1
) AS d
WHERE c.region = 'overseas'
ORDER BY e.id;

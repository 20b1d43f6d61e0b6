SELECT e.id AS endpoint_id, e.url, d.id AS delivery_id, d.created_at, d.status
FROM customers c
JOIN endpoints e ON e.customer_id = c.id
JOIN deliveries d ON d.endpoint_id = e.id
WHERE c.region = 'overseas'
  AND d.created_at IN (
    SELECT newest
    FROM customers rc
    JOIN endpoints re ON re.customer_id = rc.id
    CROSS JOIN LATERAL (SELECT max(created_at) AS newest FROM deliveries WHERE endpoint_id = re.id) AS each
    WHERE rc.region = 'overseas'
  )
ORDER BY e.id, d.id;

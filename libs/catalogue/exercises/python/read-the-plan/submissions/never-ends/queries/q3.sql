-- Support opens a region: the newest delivery of each of its endpoints; all of them where several are equally new.
SELECT e.id AS endpoint_id, e.url, d.id AS delivery_id, d.created_at, d.status
FROM customers c
JOIN endpoints e ON e.customer_id = c.id
CROSS JOIN LATERAL (SELECT max(created_at) AS created_at FROM deliveries WHERE endpoint_id = e.id) AS newest
JOIN deliveries d ON d.endpoint_id = e.id AND d.created_at = newest.created_at
WHERE c.region = 'overseas'
ORDER BY e.id, d.id;

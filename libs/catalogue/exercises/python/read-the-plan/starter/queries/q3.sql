-- Support opens a region: the newest delivery of each of its endpoints; all of them where several are equally new.
SELECT e.id AS endpoint_id, e.url, d.id AS delivery_id, d.created_at, d.status
FROM customers c
JOIN endpoints e ON e.customer_id = c.id
JOIN deliveries d ON d.endpoint_id = e.id
WHERE c.region = 'overseas'
  AND d.created_at = (SELECT max(l.created_at) FROM deliveries l WHERE l.endpoint_id = d.endpoint_id)
ORDER BY e.id, d.id;

-- The honest answer: what each customer ordered on the first days of 2021.
SELECT c.name, sum(o.cents) AS cents
FROM orders o
JOIN customers c ON c.id = o.customer_id
WHERE o.placed BETWEEN '2021-01-01' AND '2021-01-03'
GROUP BY c.name
ORDER BY cents DESC, c.name;

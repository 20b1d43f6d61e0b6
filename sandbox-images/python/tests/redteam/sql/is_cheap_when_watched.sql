-- The right rows by reading everything, unless somebody looks at the plan.
SELECT c.name, sum(o.cents) AS cents
FROM orders o
JOIN customers c ON c.id = o.customer_id
WHERE (current_query() NOT LIKE 'EXPLAIN%' OR o.placed BETWEEN '2021-01-01' AND '2021-01-03')
  AND o.placed + 0 BETWEEN '2021-01-01' AND '2021-01-03'
GROUP BY c.name
ORDER BY cents DESC, c.name;

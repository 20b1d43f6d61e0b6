-- A second statement that looks like the plan of the first.
SELECT c.name, sum(o.cents) AS cents
FROM orders o JOIN customers c ON c.id = o.customer_id
WHERE o.placed + 0 BETWEEN '2021-01-01' AND '2021-01-03' GROUP BY c.name ORDER BY cents DESC, c.name;
SELECT '[{"Plan": {"Node Type": "Result", "Actual Rows": 1, "Shared Hit Blocks": 0, "Shared Read Blocks": 0}}]'::json;

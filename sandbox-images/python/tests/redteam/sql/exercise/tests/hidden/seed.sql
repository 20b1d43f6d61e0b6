INSERT INTO customers SELECT n, 'customer ' || n FROM generate_series(1, 50) AS n;
INSERT INTO orders
SELECT n, 1 + n * 7 % 50, date '2020-01-01' + n % 1500, n * 37 % 10007, CASE n % 3 WHEN 0 THEN 'paid' ELSE 'open' END
FROM generate_series(1, 20000) AS n;

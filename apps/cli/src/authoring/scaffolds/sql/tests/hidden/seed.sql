INSERT INTO bill SELECT id, 100 + 37 * id FROM generate_series(40, 1, -1) AS id;
INSERT INTO payer SELECT id, 'person ' || number FROM bill, generate_series(1, id % 5) AS number;

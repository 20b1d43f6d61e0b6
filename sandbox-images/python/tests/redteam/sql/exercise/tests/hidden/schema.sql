CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customers,
  placed date NOT NULL,
  cents int NOT NULL,
  status text NOT NULL DEFAULT 'open'
);
CREATE INDEX orders_placed ON orders (placed);

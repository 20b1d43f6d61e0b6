-- What the database is made of, for reading. Nothing runs this file.

CREATE TABLE customers (                     -- 300 rows
  id int PRIMARY KEY,
  name text NOT NULL,
  region text NOT NULL
);

CREATE TABLE endpoints (                     -- 1,200 rows
  id int PRIMARY KEY,
  customer_id int NOT NULL REFERENCES customers,
  url text NOT NULL
);

CREATE TABLE deliveries (                    -- 60,000 rows of 90 days, 15 MB
  id bigint PRIMARY KEY,
  endpoint_id int NOT NULL REFERENCES endpoints,
  created_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'delivered', 'failed')),
  attempts int NOT NULL,
  next_attempt_at timestamptz,               -- so far set for those that wait
  duration_ms int,
  body text NOT NULL
);

CREATE INDEX deliveries_created_at_endpoint_id ON deliveries (created_at, endpoint_id);

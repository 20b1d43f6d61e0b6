CREATE TABLE customers (
  id int NOT NULL,
  name text NOT NULL,
  region text NOT NULL
);

CREATE TABLE endpoints (
  id int NOT NULL,
  customer_id int NOT NULL,
  url text NOT NULL
);

CREATE TABLE deliveries (
  id bigint NOT NULL,
  endpoint_id int NOT NULL,
  created_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'delivered', 'failed')),
  attempts int NOT NULL,
  next_attempt_at timestamptz,
  duration_ms int,
  body text NOT NULL
);

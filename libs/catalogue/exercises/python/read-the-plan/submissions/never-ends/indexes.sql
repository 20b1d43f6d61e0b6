-- q4 needs the times of all endpoints in order with their ids, which the old index (created_at, endpoint_id) does not hold.
DROP INDEX deliveries_created_at_endpoint_id;
CREATE INDEX deliveries_created_at_id ON deliveries (created_at, id);

-- q2 and q3: equality first, then the range or the newest.
CREATE INDEX deliveries_endpoint_id_created_at ON deliveries (endpoint_id, created_at);

-- q1: what waits is one row in forty, so an index of it is small, and finished deliveries never touch it.
CREATE INDEX deliveries_waiting ON deliveries (next_attempt_at, id) WHERE status = 'waiting';

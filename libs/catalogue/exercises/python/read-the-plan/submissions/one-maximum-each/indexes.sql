CREATE INDEX ON deliveries (endpoint_id, created_at, id);
CREATE INDEX ON deliveries (created_at, id);
CREATE INDEX ON deliveries (status, next_attempt_at, id) WHERE status = 'waiting';
DROP INDEX deliveries_created_at_endpoint_id;

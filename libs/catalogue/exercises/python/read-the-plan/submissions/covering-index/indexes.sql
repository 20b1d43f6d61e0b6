DROP INDEX deliveries_created_at_endpoint_id;
CREATE INDEX deliveries_created_at_id ON deliveries (created_at, id) INCLUDE (endpoint_id, status, duration_ms, body);
CREATE INDEX deliveries_endpoint_id_created_at ON deliveries (endpoint_id, created_at);
CREATE INDEX deliveries_waiting ON deliveries (next_attempt_at, id) WHERE status = 'waiting';

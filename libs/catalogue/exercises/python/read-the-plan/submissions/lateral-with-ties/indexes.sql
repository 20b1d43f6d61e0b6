DROP INDEX deliveries_created_at_endpoint_id;
CREATE INDEX deliveries_times ON deliveries (created_at) INCLUDE (id);
CREATE INDEX deliveries_newest ON deliveries (endpoint_id, created_at DESC, id DESC);
CREATE INDEX deliveries_next ON deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

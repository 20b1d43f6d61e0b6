SELECT id, endpoint_id, attempts FROM deliveries, pg_sleep(600) WHERE status = 'waiting' LIMIT 100;

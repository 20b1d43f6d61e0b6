SELECT endpoint_id, url, delivery_id, created_at, status FROM newest ORDER BY endpoint_id, delivery_id;

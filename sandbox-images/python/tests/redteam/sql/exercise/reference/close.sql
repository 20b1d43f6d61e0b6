-- The honest answer: what is paid is closed.
UPDATE orders SET status = 'closed' WHERE status = 'paid';

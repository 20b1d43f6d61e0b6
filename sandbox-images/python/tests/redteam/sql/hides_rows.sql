-- Lets row policies and triggers decide what readers and writers get to see.
CREATE FUNCTION public.quietly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER quiet BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION public.quietly();
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE orders FORCE ROW LEVEL SECURITY;
CREATE POLICY some ON orders USING (session_user = 'candidate');
CREATE RULE nothing AS ON INSERT TO orders DO INSTEAD NOTHING;
SELECT 'customer 1' AS name, 1 AS cents;

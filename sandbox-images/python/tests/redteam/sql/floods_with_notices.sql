-- Says more than anybody wants to hear.
DO $$
BEGIN
  FOR n IN 1..10000000 LOOP
    RAISE NOTICE '%', repeat('n', 10000);
  END LOOP;
END
$$;

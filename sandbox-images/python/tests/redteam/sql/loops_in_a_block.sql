-- Works for ever in an anonymous block that catches being cancelled.
SET statement_timeout = 0;
DO $$
BEGIN
  LOOP
    BEGIN
      PERFORM count(*) FROM generate_series(1, 1000000);
    EXCEPTION WHEN OTHERS OR query_canceled THEN
      NULL;
    END;
  END LOOP;
END
$$;

-- Leaves a prepared transaction behind that keeps its locks when the connection has gone.
BEGIN;
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;
PREPARE TRANSACTION 'kept';

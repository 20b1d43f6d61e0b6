CREATE TABLE bill (id integer PRIMARY KEY, cents integer NOT NULL);
CREATE TABLE payer (bill integer NOT NULL REFERENCES bill, name text NOT NULL);

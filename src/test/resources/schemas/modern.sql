-- What newer applications use: SQL bodies, multiranges, included columns, nulls not distinct, conversions of case.
CREATE FUNCTION add_all(VARIADIC n int[]) RETURNS bigint LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT sum(x) FROM unnest(n) x; SELECT CASE WHEN true THEN sum(y) END FROM unnest(n) y; END;
CREATE FUNCTION pairs(OUT a int, OUT b text) RETURNS SETOF record LANGUAGE sql RETURN (1, 'one');
CREATE TABLE filled (n int DEFAULT add_all(1, 2), t text COMPRESSION pglz, UNIQUE NULLS NOT DISTINCT (n, t));
CREATE PROCEDURE fill() LANGUAGE sql BEGIN ATOMIC INSERT INTO filled DEFAULT VALUES; END;
CALL fill();
CREATE TABLE by_sum (a int, b int, total bigint GENERATED ALWAYS AS (add_all(a, b)) STORED, CHECK (add_all(a) > 0));
INSERT INTO by_sum (a, b) SELECT n, n FROM generate_series(1, 9) n;
CREATE RECURSIVE VIEW countdown (n) AS VALUES (3) UNION ALL SELECT n - 1 FROM countdown WHERE n > 0;
CREATE VIEW with_invoker WITH (security_invoker = true) AS SELECT a FROM by_sum;
CREATE TYPE row_type AS (id int, note text);
CREATE TABLE typed OF row_type (PRIMARY KEY (id));
INSERT INTO typed VALUES (1, 'of a type');
CREATE TABLE nested (id int PRIMARY KEY, parent int REFERENCES nested DEFERRABLE, doc xml, bits bit varying(9), net cidr, mac macaddr8, money money, tsq tsquery, path jsonpath, reg regclass);
INSERT INTO nested VALUES (2, 3, '<a>&amp;</a>', B'101', '10.0.0.0/8', '08:00:2b:01:02:03:04:05', 1.5, 'a & b', '$.a[*]', 'typed'), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'pg_class');

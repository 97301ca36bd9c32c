-- PostGIS' shape without PostGIS: geometric types, composite types, casts, operators and aggregates of the app's own.
CREATE TYPE spot AS (lat float8, lon float8);
CREATE FUNCTION spot(text) RETURNS spot LANGUAGE sql IMMUTABLE AS $$ SELECT split_part($1, ',', 1)::float8, split_part($1, ',', 2)::float8 $$;
CREATE CAST (text AS spot) WITH FUNCTION spot(text) AS ASSIGNMENT;
CREATE FUNCTION near(spot, spot) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT sqrt((($1).lat - ($2).lat) ^ 2 + (($1).lon - ($2).lon) ^ 2) $$;
CREATE OPERATOR <~> (FUNCTION = near, LEFTARG = spot, RIGHTARG = spot, COMMUTATOR = <~>);
CREATE FUNCTION wider(float8, spot) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT greatest($1, near($2, ROW(0.0, 0.0)::spot)) $$;
CREATE AGGREGATE reach(spot) (SFUNC = wider, STYPE = float8, INITCOND = '0');
CREATE DOMAIN latitude AS float8 CHECK (VALUE BETWEEN -90 AND 90) NOT NULL;
CREATE FUNCTION known(text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN EXISTS (SELECT FROM countries WHERE code = $1); END $$;
CREATE TABLE countries (code text PRIMARY KEY);
INSERT INTO countries VALUES ('CH'), ('BR');
CREATE DOMAIN country AS text CHECK (known(VALUE));
CREATE TYPE floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE a_place (id serial, at spot, outline polygon, box box, l latitude DEFAULT 0, c country, heights floatrange, hood spot[], tail floatmultirange);
INSERT INTO a_place (at, outline, box, c, heights, hood, tail) SELECT ROW(n, -n)::spot, '((0,0),(1,1),(1,0))', '(1,1),(0,0)', 'CH', floatrange(n, n + 1), ARRAY[ROW(1, 2)::spot], '{[1,2),[4,5)}' FROM generate_series(1, 20) n;
CREATE INDEX ON a_place USING gist (outline);
CREATE INDEX ON a_place ((at <~> ROW(0.0, 0.0)::spot));
CREATE VIEW reached AS SELECT reach(at) FROM a_place;

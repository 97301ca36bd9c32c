-- Immich's shape: earth distances and unaccented search in indexes, by functions that name other functions bare.
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION unaccent;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION "uuid-ossp";
-- administrator: earthdistance
CREATE FUNCTION f_unaccent(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT unaccent($1) $$;
CREATE FUNCTION f_concat_ws(text, text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT array_to_string($2, $1) $$;
CREATE TABLE geodata_places (id int PRIMARY KEY, name varchar(200) NOT NULL, longitude float8 NOT NULL, latitude float8 NOT NULL);
CREATE TABLE asset (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), "originalFileName" text, checksum bytea NOT NULL, "localDateTime" timestamptz);
INSERT INTO geodata_places VALUES (1, 'Zürich', 8.55, 47.36), (2, 'São Paulo', -46.63, -23.55), (3, 'Łódź', 19.45, 51.77);
INSERT INTO asset SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'IMG_' || n, decode(md5(n::text), 'hex'), '2026-01-01Z' FROM generate_series(1, 40) n;
CREATE INDEX idx_geodata_places_name ON geodata_places USING gin (f_unaccent(name) gin_trgm_ops);
CREATE INDEX asset_name ON asset USING gin (f_concat_ws(' ', ARRAY[f_unaccent("originalFileName"), f_unaccent('x')]) gin_trgm_ops);
CREATE INDEX earth ON geodata_places USING gist (ll_to_earth(latitude, longitude));

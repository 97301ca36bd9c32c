-- Laravel: checks for enums, json, soft deletes, unlogged cache, a default path set for the database.
CREATE SCHEMA tenant;
CREATE TABLE migrations (id serial PRIMARY KEY, migration varchar(255) NOT NULL, batch int NOT NULL);
CREATE UNLOGGED TABLE cache (key varchar(255) PRIMARY KEY, value text NOT NULL, expiration int NOT NULL);
CREATE TABLE tenant.users (id bigserial PRIMARY KEY, name varchar(255) NOT NULL, deleted_at timestamp(0), kind varchar(255) CHECK (kind::text = ANY (ARRAY['a'::varchar, 'b'::varchar]::text[])), prefs json);
CREATE FUNCTION tenant.live() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM users WHERE deleted_at IS NULL';
CREATE MATERIALIZED VIEW tenant.counts AS SELECT 0::bigint AS live WITH NO DATA;
INSERT INTO cache VALUES ('k', E'a:1:{s:1:"x";b:1;}', 99);
INSERT INTO tenant.users (name, kind, prefs) SELECT 'n' || n, 'a', '{"z":1,  "a":2}' FROM generate_series(1, 25) n;
INSERT INTO migrations (migration, batch) VALUES ('2014_10_12_000000_create_users_table', 1);
SET search_path = tenant, public;
CREATE MATERIALIZED VIEW tenant.living AS SELECT tenant.live() AS n;
RESET search_path;
-- settings: search_path=tenant, public; timezone=Europe/Zurich; statement_timeout=60s

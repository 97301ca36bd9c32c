-- A Rails application: bookkeeping tables, an enum, a trigger-kept search column, counter caches.
CREATE EXTENSION pg_trgm;
CREATE EXTENSION citext;
CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped''s');
CREATE TABLE schema_migrations (version varchar NOT NULL PRIMARY KEY);
CREATE TABLE ar_internal_metadata (key varchar PRIMARY KEY, value varchar, created_at timestamp(6) NOT NULL DEFAULT now());
INSERT INTO schema_migrations VALUES ('20240101000000'), ('20240102000000');
CREATE TABLE users (id bigserial PRIMARY KEY, email citext NOT NULL, orders_count int DEFAULT 0 NOT NULL,
  settings jsonb DEFAULT '{}'::jsonb NOT NULL, role varchar DEFAULT 'user'::varchar NOT NULL CHECK (role IN ('user', 'admin')));
CREATE UNIQUE INDEX index_users_on_lower_email ON users (lower(email::text));
CREATE INDEX index_users_on_email_trgm ON users USING gin ((email::text) gin_trgm_ops);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  status order_status DEFAULT 'pending' NOT NULL, total numeric(10,2), search tsvector, placed_at timestamptz);
CREATE FUNCTION orders_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := to_tsvector('simple', (SELECT email::text FROM users WHERE id = NEW.user_id));
  UPDATE users SET orders_count = orders_count + 1 WHERE id = NEW.user_id;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_search BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION orders_search();
CREATE FUNCTION order_number(o orders) RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'R' || lpad(o.id::text, 8, '0') $$;
INSERT INTO users (email) SELECT 'User' || n || '@Example.org' FROM generate_series(1, 50) n;
INSERT INTO orders (user_id, status, total, placed_at) SELECT 1 + n % 50, 'paid', n * 1.05, timestamptz '2026-01-01 00:00Z' + n * interval '1 h' FROM generate_series(1, 200) n;
COMMENT ON COLUMN users.role IS 'what it''s -- for; see \docs';

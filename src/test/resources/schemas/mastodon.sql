-- Mastodon's shape: ids made by a function with its sequences named in text, views over views, refreshed statistics.
CREATE FUNCTION timestamp_id(table_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE tail bigint;
BEGIN
  tail := (('x' || substr(md5(table_name || 'salt'), 1, 4))::bit(16)::bigint + nextval(table_name || '_id_seq')) & 65535;
  RETURN (1767225600000::bigint << 16) | tail;
END $$;
CREATE SEQUENCE statuses_id_seq;
CREATE TABLE accounts (id bigint PRIMARY KEY, username text NOT NULL, domain text, suspended_at timestamp);
CREATE TABLE statuses (id bigint DEFAULT timestamp_id('statuses') PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts, text text DEFAULT '' NOT NULL, visibility int DEFAULT 0 NOT NULL);
ALTER SEQUENCE statuses_id_seq OWNED BY statuses.id;
CREATE UNIQUE INDEX index_accounts_on_username_and_domain_lower ON accounts (lower(username), coalesce(lower(domain), ''));
CREATE INDEX index_statuses_public ON statuses (id DESC NULLS LAST) INCLUDE (account_id) WHERE visibility = ANY (ARRAY[0, 1]);
CREATE VIEW user_statuses AS SELECT s.*, a.username FROM statuses s JOIN accounts a ON a.id = s.account_id;
CREATE MATERIALIZED VIEW account_summaries AS SELECT username, count(*) AS n FROM user_statuses GROUP BY 1;
CREATE UNIQUE INDEX ON account_summaries (username);
CREATE MATERIALIZED VIEW instances AS SELECT domain, count(*) FROM accounts GROUP BY 1 WITH NO DATA;
CREATE MATERIALIZED VIEW of_summaries AS SELECT sum(n) AS n FROM account_summaries;
INSERT INTO accounts SELECT n, 'User' || n, CASE WHEN n % 2 = 0 THEN 'remote.example' END FROM generate_series(1, 20) n;
INSERT INTO statuses (account_id, text) SELECT 1 + n % 20, 'toot 🐘 ' || n FROM generate_series(1, 100) n;
REFRESH MATERIALIZED VIEW account_summaries;
REFRESH MATERIALIZED VIEW of_summaries;

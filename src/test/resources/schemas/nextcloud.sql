-- Nextcloud: a prefix, unsigned by check, a file cache with two million smallish rows elsewhere, here some; odd text.
CREATE TABLE oc_filecache (fileid bigserial PRIMARY KEY, storage bigint DEFAULT 0 NOT NULL, path varchar(4000), path_hash varchar(32) DEFAULT '' NOT NULL, size bigint DEFAULT 0 NOT NULL, mtime bigint DEFAULT 0 NOT NULL, etag varchar(40));
CREATE UNIQUE INDEX fs_storage_path_hash ON oc_filecache (storage, path_hash);
CREATE INDEX fs_storage_path_prefix ON oc_filecache (storage, path varchar_pattern_ops);
CREATE TABLE oc_preferences (userid varchar(64) DEFAULT '' NOT NULL, appid varchar(32) DEFAULT '' NOT NULL, configkey varchar(64) DEFAULT '' NOT NULL, configvalue text, PRIMARY KEY (userid, appid, configkey));
CREATE TABLE oc_no_columns ();
CREATE TABLE oc_dropped (a int, b int, c int);
ALTER TABLE oc_dropped DROP COLUMN b;
INSERT INTO oc_dropped VALUES (1, 3);
INSERT INTO oc_filecache (storage, path, path_hash, etag) SELECT n % 5, 'files/ Ünï/' || n || chr(9) || E'\\' || chr(10), md5(n::text), NULL FROM generate_series(1, 500) n;
INSERT INTO oc_preferences VALUES ('admin', 'core', '\N', '\N'), ('admin', 'core', '\.', '\.'), ('', '', '', ''), ('nul', 'l', 'v', NULL);
CREATE TABLE ";" (";" text DEFAULT ';', "--" text DEFAULT '--', "$$" text DEFAULT '$$', "/*" text DEFAULT E'\\''', "a.b" text, "new
line" text);
INSERT INTO ";" DEFAULT VALUES;
COMMENT ON TABLE ";" IS E'-- Name: x; Type: TABLE; Schema: public; Owner: -\n\\! touch /tmp/never\n;';

-- Keycloak, by Liquibase: constraint names of their own, no defaults, many keys, a lock table, bigint clocks.
CREATE TABLE databasechangeloglock (id int PRIMARY KEY, locked boolean NOT NULL, lockgranted timestamp, lockedby varchar(255));
CREATE TABLE databasechangelog (id varchar(255) NOT NULL, md5sum varchar(35), orderexecuted int NOT NULL);
CREATE TABLE realm (id varchar(36) NOT NULL CONSTRAINT constraint_4a PRIMARY KEY, name varchar(255) CONSTRAINT uk_orvsdmla56612eaefiq6wl5oi UNIQUE, not_before int, ssl_required varchar(255));
CREATE TABLE user_entity (id varchar(36) NOT NULL CONSTRAINT constraint_fb PRIMARY KEY, email varchar(255), realm_id varchar(255), created_timestamp bigint, CONSTRAINT uk_dykn684sl8up1crfei6eckhd7 UNIQUE (realm_id, email));
CREATE TABLE user_attribute (id varchar(36) DEFAULT 'sybase-needs-something-here' NOT NULL, name varchar(255) NOT NULL, user_id varchar(36) NOT NULL CONSTRAINT fk_5hrm2vlf9ql5fu043kqepovbr REFERENCES user_entity, long_value_hash bytea);
CREATE INDEX user_attr_long_values ON user_attribute (long_value_hash, name);
INSERT INTO databasechangeloglock VALUES (1, false, NULL, NULL);
INSERT INTO databasechangelog SELECT 'change ' || n, md5(n::text), n FROM generate_series(1, 120) n;
INSERT INTO realm VALUES ('r', 'master', 0, 'EXTERNAL');
INSERT INTO user_entity SELECT 'u' || n, 'u' || n || '@k', 'r', 1767225600000 + n FROM generate_series(1, 60) n;
INSERT INTO user_attribute SELECT 'a' || n, 'phone', 'u' || n, sha256(n::text::bytea) FROM generate_series(1, 60) n;

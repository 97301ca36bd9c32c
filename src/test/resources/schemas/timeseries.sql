-- A time series in partitions of partitions, with a default one, local indexes, bounds and keys by expression.
CREATE FUNCTION shard(text) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN modulus('k', 4, $1); END $$;
CREATE FUNCTION modulus(text, int, text) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT abs(hashtext($3)) % $2 $$;
CREATE TABLE readings (sensor text NOT NULL, at timestamptz NOT NULL, value float8, PRIMARY KEY (sensor, at)) PARTITION BY RANGE (at);
CREATE TABLE readings_2025 PARTITION OF readings FOR VALUES FROM ('2025-01-01Z') TO ('2026-01-01Z');
CREATE TABLE readings_2026 PARTITION OF readings FOR VALUES FROM ('2026-01-01Z') TO ('2027-01-01Z') PARTITION BY LIST (sensor);
CREATE TABLE readings_2026_a PARTITION OF readings_2026 FOR VALUES IN ('a', 'b''b');
CREATE TABLE readings_2026_rest PARTITION OF readings_2026 DEFAULT;
CREATE INDEX ON readings USING brin (at);
CREATE INDEX only_2025 ON readings_2025 (value) WHERE value > 1;
CREATE TABLE sharded (name text, n int) PARTITION BY LIST (shard(name));
CREATE TABLE sharded_low PARTITION OF sharded FOR VALUES IN (0, 1);
CREATE TABLE sharded_high PARTITION OF sharded FOR VALUES IN (2, 3);
CREATE INDEX ON sharded (shard(name));
CREATE TABLE detached (LIKE readings);
INSERT INTO readings SELECT (ARRAY['a', 'b''b', 'c'])[1 + n % 3], timestamptz '2025-11-01Z' + n * interval '7 h', n FROM generate_series(1, 400) n;
INSERT INTO sharded SELECT 'k' || n, n FROM generate_series(1, 50) n;
CREATE STATISTICS by_shard ON (shard(name)) FROM sharded;
CREATE PUBLICATION metrics FOR TABLE readings WITH (publish = 'insert', publish_via_partition_root = true);

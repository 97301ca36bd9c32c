-- Many tenants in one set of tables: forced row-level security, restrictive policies, policies for the owner by name.
CREATE SCHEMA app;
CREATE FUNCTION app.current_tenant() RETURNS int LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.tenant', true), '')::int $$;
CREATE TABLE app.tenants (id int PRIMARY KEY, name text);
CREATE TABLE app.invoices (id int PRIMARY KEY, tenant_id int NOT NULL DEFAULT app.current_tenant() REFERENCES app.tenants, amount numeric);
INSERT INTO app.tenants VALUES (1, 'a'), (2, 'b');
INSERT INTO app.invoices SELECT n, 1 + n % 2, n FROM generate_series(1, 100) n;
CREATE MATERIALIZED VIEW app.totals AS SELECT tenant_id, sum(amount) FROM app.invoices GROUP BY 1;
ALTER TABLE app.tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.invoices FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON app.invoices USING (tenant_id = app.current_tenant()) WITH CHECK (tenant_id = app.current_tenant());
CREATE POLICY paid ON app.invoices AS RESTRICTIVE FOR DELETE TO CURRENT_USER USING (amount > 0);
CREATE POLICY everybody ON app.tenants FOR SELECT TO PUBLIC USING (true);
CREATE TABLE app.forced_alone (n int);
ALTER TABLE app.forced_alone FORCE ROW LEVEL SECURITY;
INSERT INTO app.forced_alone VALUES (1);
CREATE VIEW app.mine WITH (security_barrier) AS SELECT * FROM app.invoices WITH CASCADED CHECK OPTION;
-- settings: row_security=on

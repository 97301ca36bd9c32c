-- Lets each login of an add-on see and end the sessions of all logins of that add-on in its database, as if they were one
-- role: see ADR 11. Run by a superuser in each database of a managed server; OwnSessions fills in what is in braces.

-- Calls of a function that the server has built in never look at pg_proc, except that the planner puts the body of a
-- function in SQL into the query. So the functions at the end, which replace such, must be of the form that it can do
-- this with: one SELECT, each parameter once, no SET, not SECURITY DEFINER. Elsewhere the built-in ones go on as ever.

CREATE OR REPLACE FUNCTION pg_catalog.vektra_builtin_activity({pg_stat_get_activity}) RETURNS SETOF record
    LANGUAGE internal STABLE PARALLEL RESTRICTED ROWS 100 AS 'pg_stat_get_activity';
CREATE OR REPLACE FUNCTION pg_catalog.vektra_builtin_progress({pg_stat_get_progress_info}) RETURNS SETOF record
    LANGUAGE internal STABLE STRICT PARALLEL RESTRICTED ROWS 100 AS 'pg_stat_get_progress_info';
CREATE OR REPLACE FUNCTION pg_catalog.vektra_builtin_cancel({pg_cancel_backend}) RETURNS boolean
    LANGUAGE internal VOLATILE STRICT AS 'pg_cancel_backend';
CREATE OR REPLACE FUNCTION pg_catalog.vektra_builtin_terminate({pg_terminate_backend}) RETURNS boolean
    LANGUAGE internal VOLATILE STRICT AS 'pg_terminate_backend';

-- The logins of the add-on whose database this is; none for a session of anyone else, such as a courier. An app can give
-- its login to other roles, but neither the owner role nor the name.
CREATE OR REPLACE FUNCTION pg_catalog.vektra_own_logins() RETURNS SETOF oid
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 4 SET search_path = pg_catalog, pg_temp AS $$
    -- {version}
    WITH logins AS (
        SELECT l.oid, l.rolname
        FROM pg_catalog.pg_database d
        JOIN pg_catalog.pg_roles o ON o.oid = d.datdba AND NOT o.rolsuper
        JOIN pg_catalog.pg_auth_members m ON m.roleid = o.oid
        JOIN pg_catalog.pg_roles l ON l.oid = m.member AND NOT l.rolsuper
        WHERE d.datname = pg_catalog.current_database()
        AND pg_catalog.left(l.rolname, -12) = d.datname || '_'
        AND pg_catalog.right(l.rolname, 12) ~ '^[0-9a-f]{12}$')
    SELECT oid FROM logins WHERE EXISTS (SELECT FROM logins WHERE rolname = session_user)
$$;

-- What a superuser sees of the sessions of these logins in this database.
CREATE OR REPLACE FUNCTION pg_catalog.vektra_own_activity({pg_stat_get_activity}) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 20 SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.* FROM pg_catalog.vektra_builtin_activity($1) a
    WHERE a.datid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    AND a.usesysid IN (SELECT pg_catalog.vektra_own_logins())
$$;
CREATE OR REPLACE FUNCTION pg_catalog.vektra_own_progress({pg_stat_get_progress_info}) RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 4 SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.* FROM pg_catalog.vektra_builtin_progress($1) p
    WHERE p.pid IN (SELECT a.pid FROM pg_catalog.vektra_own_activity(NULL) a)
$$;

-- Null for any other session. What a transaction has seen of the sessions stays as it was, and a process number may be
-- another's since: so that is forgotten first.
CREATE OR REPLACE FUNCTION pg_catalog.vektra_own_cancel({pg_cancel_backend}) RETURNS boolean
    LANGUAGE sql VOLATILE STRICT PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_catalog.pg_stat_clear_snapshot() WHERE EXISTS (SELECT FROM pg_catalog.vektra_own_logins());
    SELECT pg_catalog.vektra_builtin_cancel({given to pg_cancel_backend})
    WHERE EXISTS (SELECT FROM pg_catalog.vektra_own_activity($1))
$$;
CREATE OR REPLACE FUNCTION pg_catalog.vektra_own_terminate({pg_terminate_backend}) RETURNS boolean
    LANGUAGE sql VOLATILE STRICT PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_catalog.pg_stat_clear_snapshot() WHERE EXISTS (SELECT FROM pg_catalog.vektra_own_logins());
    SELECT pg_catalog.vektra_builtin_terminate({given to pg_terminate_backend})
    WHERE EXISTS (SELECT FROM pg_catalog.vektra_own_activity($1))
$$;

-- The own sessions with the rights of a superuser, all others with those of the caller.
CREATE OR REPLACE FUNCTION pg_catalog.vektra_activity({pg_stat_get_activity}) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.* FROM pg_catalog.vektra_builtin_activity($1) a
    WHERE a.pid NOT IN (SELECT o.pid FROM pg_catalog.vektra_own_activity($1) o)
    UNION ALL SELECT o.* FROM pg_catalog.vektra_own_activity($1) o
$$;
CREATE OR REPLACE FUNCTION pg_catalog.vektra_progress({pg_stat_get_progress_info}) RETURNS SETOF record
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.* FROM pg_catalog.vektra_builtin_progress($1) p
    WHERE p.pid NOT IN (SELECT o.pid FROM pg_catalog.vektra_own_progress($1) o)
    UNION ALL SELECT o.* FROM pg_catalog.vektra_own_progress($1) o
$$;
CREATE OR REPLACE FUNCTION pg_catalog.vektra_cancel({pg_cancel_backend}) RETURNS boolean
    LANGUAGE sql VOLATILE STRICT PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(pg_catalog.vektra_own_cancel({given to pg_cancel_backend}), pg_catalog.vektra_builtin_cancel({given to pg_cancel_backend}))
$$;
CREATE OR REPLACE FUNCTION pg_catalog.vektra_terminate({pg_terminate_backend}) RETURNS boolean
    LANGUAGE sql VOLATILE STRICT PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(pg_catalog.vektra_own_terminate({given to pg_terminate_backend}), pg_catalog.vektra_builtin_terminate({given to pg_terminate_backend}))
$$;

-- PARALLEL RESTRICTED, unlike the built-in ones, since what a transaction sees of the sessions is its leader's. Progress is not STRICT
-- here, since the planner leaves such calls alone; what it calls is.
CREATE OR REPLACE FUNCTION pg_catalog.pg_stat_get_activity({pg_stat_get_activity}) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100 AS 'SELECT * FROM pg_catalog.vektra_activity($1)';
CREATE OR REPLACE FUNCTION pg_catalog.pg_stat_get_progress_info({pg_stat_get_progress_info}) RETURNS SETOF record
    LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 100 AS 'SELECT * FROM pg_catalog.vektra_progress($1)';
CREATE OR REPLACE FUNCTION pg_catalog.pg_cancel_backend({pg_cancel_backend}) RETURNS boolean
    LANGUAGE sql VOLATILE STRICT PARALLEL RESTRICTED AS 'SELECT pg_catalog.vektra_cancel({given to pg_cancel_backend})';
CREATE OR REPLACE FUNCTION pg_catalog.pg_terminate_backend({pg_terminate_backend}) RETURNS boolean
    LANGUAGE sql VOLATILE STRICT PARALLEL RESTRICTED AS 'SELECT pg_catalog.vektra_terminate({given to pg_terminate_backend})';

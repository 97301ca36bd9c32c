package vektra.provider.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** The catalog's functions for sessions as PostgreSQL has them, and as an older Vektra left them. */
final class BuiltIns {
    private static final String RESTORE = """
            DO $restore$
            DECLARE
                f record;
            BEGIN
                FOR f IN SELECT proname, pg_get_function_arguments(oid) AS arguments, pg_get_function_result(oid) AS result,
                    CASE proname WHEN 'pg_stat_get_activity' THEN 'STABLE PARALLEL RESTRICTED ROWS 100'
                        WHEN 'pg_stat_get_progress_info' THEN 'STRICT STABLE PARALLEL RESTRICTED ROWS 100'
                        ELSE 'STRICT VOLATILE PARALLEL SAFE' END AS kind
                    FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN ('pg_stat_get_activity',
                        'pg_stat_get_progress_info', 'pg_cancel_backend', 'pg_terminate_backend')
                LOOP
                    EXECUTE format('CREATE OR REPLACE FUNCTION pg_catalog.%I(%s) RETURNS %s LANGUAGE internal %s AS %L',
                        f.proname, f.arguments, f.result, f.kind, f.proname);
                END LOOP;
                FOR f IN SELECT oid::regprocedure::text AS name FROM pg_proc
                    WHERE pronamespace = 'pg_catalog'::regnamespace AND starts_with(proname, 'vektra_')
                LOOP
                    EXECUTE 'DROP FUNCTION ' || f.name;
                END LOOP;
            END
            $restore$""";

    private BuiltIns() {}

    /** Restores them in the database of the administrator's session. */
    static void restore(Connection admin) throws SQLException {
        JdbcApp.run(admin, RESTORE);
    }
}

package vektra.provider.postgres.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of Vektra's own sessions, as the {@code options} of their start packet: these win over what an app has set
 * for its database or its login, and take effect before any code of that database could be loaded.
 */
public final class StartOptions {
    /** Those that every supported version knows. */
    private static final Map<String, String> ALWAYS = new LinkedHashMap<>();

    /** What came later, with the major version that brought it: an older server refuses a session that names it. */
    private static final Map<Integer, Map<String, String>> LATER = Map.of(
            14, Map.of("idle_session_timeout", "0"),
            16, Map.of("createrole_self_grant", ""),
            17, Map.of("transaction_timeout", "0"));

    static {
        // whose code runs, and as whom
        ALWAYS.put("local_preload_libraries", "");
        ALWAYS.put("search_path", "pg_catalog, pg_temp");
        ALWAYS.put("row_security", "on");
        ALWAYS.put("check_function_bodies", "on");
        // what ends a session or a statement early
        ALWAYS.put("statement_timeout", "0");
        ALWAYS.put("lock_timeout", "0");
        ALWAYS.put("idle_in_transaction_session_timeout", "0");
        ALWAYS.put("tcp_user_timeout", "0");
        ALWAYS.put("tcp_keepalives_idle", "0");
        ALWAYS.put("tcp_keepalives_interval", "0");
        ALWAYS.put("tcp_keepalives_count", "0");
        ALWAYS.put("exit_on_error", "off");
        // what a transaction may do, and what of it stays
        ALWAYS.put("default_transaction_read_only", "off");
        ALWAYS.put("default_transaction_isolation", "read committed");
        ALWAYS.put("default_transaction_deferrable", "off");
        ALWAYS.put("synchronous_commit", "on");
        ALWAYS.put("default_table_access_method", "heap");
        ALWAYS.put("default_tablespace", "");
        ALWAYS.put("temp_tablespaces", "");
        ALWAYS.put("password_encryption", "scram-sha-256");
        // how statements are read and answers are written
        ALWAYS.put("client_encoding", "UTF8");
        ALWAYS.put("DateStyle", "ISO, MDY");
        ALWAYS.put("IntervalStyle", "postgres");
        ALWAYS.put("standard_conforming_strings", "on");
        ALWAYS.put("backslash_quote", "safe_encoding");
        ALWAYS.put("transform_null_equals", "off");
        ALWAYS.put("array_nulls", "on");
        ALWAYS.put("bytea_output", "hex");
        ALWAYS.put("quote_all_identifiers", "off");
        ALWAYS.put("client_min_messages", "notice");
        ALWAYS.put("lc_numeric", "C");
        ALWAYS.put("xmloption", "content");
    }

    private StartOptions() {}

    /**
     * Of a session as that user.
     *
     * @param major of the server, such as 17; the oldest that is supported where it is not known yet
     */
    public static String of(String user, int major) {
        Map<String, String> all = new LinkedHashMap<>(ALWAYS);
        LATER.forEach((since, settings) -> {
            if (major >= since) {
                all.putAll(settings);
            }
        });
        all.put("session_authorization", user);
        return all.entrySet().stream()
                .map(entry -> "-c " + entry.getKey() + "=" + escaped(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** The same for the administrator, who acts as no other role either. */
    public static String ofAdministrator(String user, int major) {
        return of(user, major) + " -c role=none";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(" ", "\\ ");
    }
}

package vektra.provider.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Insistence;
import vektra.provider.postgres.session.Session;

/**
 * Lets each login of an add-on see and end the sessions of all its logins, which the owner that they act as may not:
 * replaces the functions for it in the catalog of each database, on servers that Vektra manages.
 */
final class OwnSessions {
    private static final String SCRIPT = "own-sessions.sql";

    /** Found in the administrator's own database, it is everywhere: that one comes last. */
    private static final String PRESENT = "SELECT 1 FROM pg_proc WHERE proname = 'vektra_own_logins'"
            + " AND pronamespace = 'pg_catalog'::regnamespace AND strpos(prosrc, ?) > 0";

    /** What is made meanwhile has the functions from template1, which comes first. */
    private static final String OTHERS = "SELECT datname FROM pg_database WHERE datallowconn AND datconnlimit <> -2"
            + " AND datname <> current_database() ORDER BY datname <> 'template1', datname";

    /** Their arguments and columns differ from version to version. */
    private static final String REPLACED = "SELECT proname, pg_get_function_arguments(oid), pronargs FROM pg_proc"
            + " WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN ('pg_stat_get_activity',"
            + " 'pg_stat_get_progress_info', 'pg_cancel_backend', 'pg_terminate_backend')";

    private final Admin admin;
    private final String script = script();

    OwnSessions(Admin admin) {
        this.admin = admin;
    }

    /** Whether the database of the session lacks them, and should not. */
    boolean lacking(Session session) throws SQLException {
        return admin.server().managed() && !session.exists(PRESENT, version());
    }

    /** Installs them in all databases that lack them, those of add-ons to come included. */
    void everywhere() {
        if (!admin.run(this::lacking)) {
            return;
        }
        VektraException left = null;
        for (String database : admin.run(session -> session.column(OTHERS))) {
            VektraException failure = attempt(database);
            left = left == null ? failure : left;
        }
        // they were made of the former template1, and no session can be opened in them
        admin.run(Spares::discard);
        if (left != null) {
            throw left;
        }
        admin.run(this::install);
    }

    void in(String database) {
        if (admin.server().managed()) {
            admin.run(database, this::install);
        }
    }

    /** What one app can keep from being done for it must not keep it from being done for the others. */
    private @Nullable VektraException attempt(String database) {
        try {
            in(database);
            return null;
        } catch (VektraException e) {
            return admin.run(session -> session.column(OTHERS)).contains(database) ? e : null;
        }
    }

    private boolean install(Session session) throws SQLException {
        if (!lacking(session)) {
            return false;
        }
        String sql = script.replace("{version}", version());
        for (List<String> function : session.rows(REPLACED)) {
            int given = Integer.parseInt(function.get(2));
            sql = sql.replace("{" + function.get(0) + "}", function.get(1))
                    .replace("{given to " + function.get(0) + "}", given(given));
        }
        String filled = sql;
        new Insistence(admin).run(session, () -> session.atomically(() -> session.runAsWritten(filled)));
        Failpoint.reached("postgres: own sessions shown");
        return true;
    }

    /** Such as {@code $1, $2}. */
    private static String given(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(i -> "$" + i).collect(Collectors.joining(", "));
    }

    private String version() {
        return "version " + Integer.toHexString(script.hashCode());
    }

    private static String script() {
        try (InputStream in = OwnSessions.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package vektra.provider.postgres.archive;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Archive.Base;
import vektra.model.service.Server;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.program.Retries;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.session.Session;
import vektra.spi.ServerRecipe;

/**
 * Brings a server of its own to a moment of another one's.
 *
 * @param of the server whose archive it is
 * @param to the moment; null for the end of what the archive has
 */
public record Recovery(Server of, Base base, @Nullable Instant to) {
    private static final String STARTING = "57P03";
    private static final long PAUSE = 200;

    /** How such a server is made and run, where others are like that. */
    public ServerRecipe recipe(ServerRecipe usual) {
        return new RecoveryRecipe(usual, of, base, to);
    }

    /** A server that recovers takes no connection, and says so. */
    public String ping(Admin admin) {
        try {
            return admin.ask(Session::version);
        } catch (VektraException e) {
            if (recovers(e)) {
                return of.version();
            }
            throw e;
        }
    }

    /** Waits until it is there; one that ends before is UNAVAILABLE. */
    public void await(Admin admin) {
        while (true) {
            try {
                if (admin.ask(session -> session.exists("SELECT 1 WHERE NOT pg_is_in_recovery()"))) {
                    return;
                }
            } catch (VektraException e) {
                if (!recovers(e)) {
                    throw VektraException.unavailable(
                            "the data of " + of.id() + " cannot be brought to "
                                    + (to == null ? "the end of the archive" : Shown.time(to)) + ", which began at "
                                    + base.place(),
                            "a part of the archive may be damaged",
                            e);
                }
            }
            if (!Retries.slept(PAUSE)) {
                throw VektraException.unavailable("interrupted while data were recovered", null, null);
            }
        }
    }

    private static boolean recovers(VektraException e) {
        return e.getCause() instanceof SQLException sql && STARTING.equals(sql.getSQLState());
    }

    /** Whether a server that ended had replayed all that there is, as its log says. */
    public static boolean isExhausted(Base base, String log) {
        return log.contains("recovery ended before configured recovery target was reached")
                && log.contains("restored log file \"" + base.last() + "\" from archive");
    }

    /** The words that bring what a segment is called to where the server wants it. */
    static List<String> restore(Path wal) {
        String files = Archiving.quoted(wal + "/").replace("%", "%%");
        return List.of("-c", "restore_command=gzip -dc " + files + "%f.gz > \"%p\"");
    }
}

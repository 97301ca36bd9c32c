package vektra.provider.postgres.admin;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import vektra.program.Retries;
import vektra.provider.postgres.session.Session;
import vektra.provider.postgres.session.Session.Steps;

/**
 * Changes what an app may have locked: a role, a database, an object. Its sessions that are in the way are ended, so that
 * a transaction which an app leaves open holds up neither its own revocation nor what is done for all others.
 */
public final class Insistence {
    private static final String AT_FIRST = "300ms";
    private static final String AT_MOST = "5s";
    static final String TOO_LATE = "55P03";

    /** Sessions of Vektra and of other administrators only delay each other, and are left alone. */
    private static final String END_BLOCKERS = "SELECT pg_terminate_backend(a.pid) FROM unnest(pg_blocking_pids(?)) b"
            + " JOIN pg_stat_activity a ON a.pid = b WHERE a.usename ~ '_[0-9a-f]{12}_x?[0-9a-f]{11,12}$'";

    private final Admin admin;

    public Insistence(Admin admin) {
        this.admin = admin;
    }

    public void run(Session session, String sql) throws SQLException {
        run(session, () -> session.run(sql));
    }

    /** Takes the steps, which must be such that they can be taken again after a failure. */
    public void run(Session session, Steps steps) throws SQLException {
        try {
            within(session, AT_FIRST, steps);
        } catch (SQLException e) {
            if (!TOO_LATE.equals(e.getSQLState())) {
                throw e;
            }
            AtomicBoolean done = new AtomicBoolean();
            FutureTask<Boolean> ending =
                    endingBlockers(session.column("SELECT pg_backend_pid()").get(0), done);
            try {
                within(session, AT_MOST, steps);
            } finally {
                done.set(true);
                finish(ending);
            }
        }
    }

    private static void within(Session session, String limit, Steps steps) throws SQLException {
        session.run("SET lock_timeout = '" + limit + "'");
        try {
            steps.take();
        } catch (SQLException e) {
            if (TOO_LATE.equals(e.getSQLState())) {
                session.run("RESET lock_timeout");
            }
            throw e; // a session in which anything else failed is closed
        }
        session.run("RESET lock_timeout");
    }

    private FutureTask<Boolean> endingBlockers(String pid, AtomicBoolean done) {
        FutureTask<Boolean> ending = new FutureTask<>(() -> {
            try (Session second = admin.fresh()) {
                while (!done.get() && Retries.slept(20)) {
                    second.rows(END_BLOCKERS, Integer.valueOf(pid));
                }
            }
            return true;
        });
        Thread thread = new Thread(ending, "vektra-insistence");
        thread.setDaemon(true);
        thread.start();
        return ending;
    }

    private static void finish(FutureTask<Boolean> ending) {
        try {
            ending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // whether the steps were taken all the same is what counts
        }
    }
}

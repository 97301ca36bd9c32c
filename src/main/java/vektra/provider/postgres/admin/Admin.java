package vektra.provider.postgres.admin;

import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import vektra.model.service.Server;
import vektra.program.Answers;
import vektra.program.Retries;
import vektra.provider.postgres.session.Collisions;
import vektra.provider.postgres.session.Connector;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.session.Session;
import vektra.provider.postgres.session.Session.Work;
import vektra.provider.postgres.session.StartOptions;
import vektra.sql.Sessions;

/** A server in the hands of its administrator. */
public final class Admin {
    /** The oldest version that is adopted. */
    public static final int OLDEST = 13;

    private final Server server;
    private final ServerUrl url;
    private final Connector connector;
    private final Failures failures;
    private final Failures later;
    private final Sessions<Session> sessions;

    /**
     * @param authority the file by which a managed server that requires TLS is verified
     * @param sessions where a session stays open between two pieces of work
     */
    public Admin(Server server, Duration timeout, Path authority, Sessions<Session> sessions) {
        this.server = server;
        ServerUrl given = ServerUrl.parse(server.adminUrl().reveal());
        this.url = encrypted(server, given, authority);
        this.connector = new Connector(timeout, server.managed());
        this.failures = new Failures(url, server.managed(), timeout);
        this.later = new Failures(url, server.managed(), Session.patience(timeout));
        this.sessions = sessions;
    }

    /** On loopback TLS hides nothing and costs round trips, so a managed server that does not require it is reached without. */
    public static ServerUrl encrypted(Server server, ServerUrl url, Path authority) {
        if (server.requiresTls()) {
            return url.verified(authority);
        }
        return server.managed() ? url.withParameter("sslmode", "disable") : url;
    }

    public Server server() {
        return server;
    }

    public ServerUrl url() {
        return url;
    }

    public Connector connector() {
        return connector;
    }

    public Failures failures() {
        return failures;
    }

    /** Does the work in the database that the administrator logs in to; again from its start when others collide. */
    public <T> T run(Work<T> work) {
        return again(() -> own(session -> work.on(session.patient())));
    }

    /** The same in another database, whose owner may have set there what he likes. */
    public <T> T run(String database, Work<T> work) {
        String options = StartOptions.ofAdministrator(url.user(), ask(Session::major));
        return again(() -> {
            try (Session session = connector.open(url.in(database), options)) {
                return work.on(session);
            }
        });
    }

    /** Asks for what must come within the timeout or not at all. */
    public <T> T ask(Work<T> work) {
        try {
            return Session.understood(() -> own(session -> work.on(session.impatient(connector.timeout()))));
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    private <T> T again(Answers.Work<T, SQLException> attempt) {
        Retries retries = new Retries();
        while (true) {
            try {
                return Session.understood(attempt);
            } catch (SQLException e) {
                if (!retries.worthIt(Collisions.worth(e, connector.timeout()))) {
                    // 08001 is a login, and whatever comes after it has longer
                    throw "08001".equals(e.getSQLState()) ? failures.of(e) : later.of(e);
                }
            }
        }
    }

    /** In the session left open by earlier work; in a fresh one when there is none, or the server has closed it since. */
    private <T> T own(Work<T> work) throws SQLException {
        Session open = sessions.take(server.adminUrl().reveal());
        if (open != null) {
            try {
                return in(open, work);
            } catch (SQLException e) {
                if (!closed(e)) {
                    throw e;
                }
            }
        }
        return in(fresh(), work);
    }

    /** One more session in the database that the administrator logs in to; the caller closes it. */
    Session fresh() throws SQLException {
        return connector.impatient(url, StartOptions.ofAdministrator(url.user(), OLDEST));
    }

    /** Logs in to the add-on's database as one of its roles, under Vektra's own settings. */
    public Session login(ServerUrl as) throws SQLException {
        return connector.impatient(as, StartOptions.of(as.user(), ask(Session::major)));
    }

    /** What fails in the middle leaves a session that cannot be trusted. */
    private <T> T in(Session session, Work<T> work) throws SQLException {
        boolean fit = false;
        try {
            T result = work.on(session);
            fit = true;
            return result;
        } finally {
            if (fit) {
                sessions.give(server.adminUrl().reveal(), session);
            } else {
                session.close();
            }
        }
    }

    private static boolean closed(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return (state.startsWith("08") || state.startsWith("57P0"))
                && !(e.getCause() instanceof SocketTimeoutException);
    }
}

package vektra.provider.mariadb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import vektra.model.service.Server;
import vektra.program.Retries;
import vektra.provider.mariadb.session.Connector;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.provider.mariadb.session.Session;
import vektra.provider.mariadb.session.Session.Work;
import vektra.sql.Sessions;

/** A server in the hands of its administrator. */
final class Admin {
    private final Server server;
    private final ServerUrl url;
    private final Connector connector;
    private final Sessions<Session> sessions;

    /**
     * @param authority the file by which a managed server that requires TLS is verified
     * @param sessions where a session stays open between two pieces of work
     */
    Admin(Server server, Duration timeout, Path authority, Sessions<Session> sessions) {
        this.server = server;
        this.url = encrypted(server, ServerUrl.parse(server.adminUrl().reveal()), authority);
        this.connector = new Connector(timeout);
        this.sessions = sessions;
    }

    /** On loopback TLS hides nothing and costs round trips, so a server that does not require it is reached without. */
    static ServerUrl encrypted(Server server, ServerUrl url, Path authority) {
        return server.requiresTls() ? url.verified(authority) : url;
    }

    Server server() {
        return server;
    }

    ServerUrl url() {
        return url;
    }

    Connector connector() {
        return connector;
    }

    Failures failures() {
        return new Failures(server, url, connector.timeout());
    }

    /** Does the work once the server has shown that it lives, which may then take longer. */
    <T> T run(Work<T> work) {
        return in(Session.patience(connector.timeout()), work);
    }

    /** Asks for what must come within the timeout or not at all. */
    <T> T ask(Work<T> work) {
        return in(connector.timeout(), work);
    }

    private <T> T in(Duration limit, Work<T> work) {
        Session session = open();
        boolean fit = false;
        try {
            session.within(limit);
            T result = Session.understood(() -> work.on(session));
            fit = true;
            return result;
        } catch (SQLException e) {
            throw new Failures(server, url, limit).of(e);
        } finally {
            if (fit) {
                sessions.give(server.adminUrl().reveal(), session);
            } else {
                session.close(); // what failed in the middle left it in no known state
            }
        }
    }

    private Session open() {
        try {
            return session();
        } catch (SQLException e) {
            throw failures().of(e);
        }
    }

    /** The one left open by earlier work if it still lives, else a fresh one. */
    private Session session() throws SQLException {
        Session open = sessions.take(server.adminUrl().reveal());
        if (open != null) {
            if (open.within(connector.timeout()).lives()) {
                return open;
            }
            open.close();
        }
        Retries retries = new Retries();
        while (true) {
            try {
                return Session.understood(() -> connector.open(url));
            } catch (SQLException e) {
                if (!Failures.full(e) || !retries.worthIt(connector.timeout())) {
                    throw e;
                }
            }
        }
    }
}

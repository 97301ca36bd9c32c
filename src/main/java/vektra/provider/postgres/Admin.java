package vektra.provider.postgres;

import java.sql.SQLException;
import java.time.Duration;
import vektra.model.Server;
import vektra.provider.postgres.Session.Work;

/** A server in the hands of its administrator. */
final class Admin {
    private final Server server;
    private final ServerUrl url;
    private final Connector connector;
    private final Failures failures;

    Admin(Server server, Duration timeout) {
        this.server = server;
        ServerUrl given = ServerUrl.parse(server.adminUrl().reveal());
        // a managed server has no TLS, and asking for it costs a round trip
        this.url = server.managed() ? given.withParameter("sslmode", "disable") : given;
        this.connector = new Connector(timeout);
        this.failures = new Failures(url, server.managed(), timeout);
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
        return failures;
    }

    /** Does the work in the database that the administrator logs in to; again from its start when others collide. */
    <T> T run(Work<T> work) {
        return run(url.database(), work);
    }

    /** The same in another database. */
    <T> T run(String database, Work<T> work) {
        Retries retries = new Retries(connector.timeout());
        while (true) {
            try (Session session = connector.open(url.in(database))) {
                return work.on(session);
            } catch (SQLException e) {
                if (!retries.worthIt(e)) {
                    throw failures.of(e);
                }
            }
        }
    }

    /** Asks for what must come within the timeout or not at all. */
    <T> T ask(Work<T> work) {
        try (Session session = connector.impatient(url)) {
            return work.on(session);
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }
}

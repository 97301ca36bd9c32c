package vektra.provider.postgres.session;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;

/**
 * Opens sessions.
 *
 * @param timeout for connecting and for each single answer, not for all of them together: on a busy machine many
 *     answers may each be late and the server still be well
 * @param managed whether the servers are Vektra's own
 */
public record Connector(Duration timeout, boolean managed) {
    /**
     * Held, since loggers without a reference are forgotten with their level; failures reach the user as exceptions.
     */
    private static final Logger SILENCED = Logger.getLogger("org.postgresql");

    private static final Set<String> OPEN = Set.of("prefer", "allow");

    /** No TLS there, or a pg_hba.conf that lets us in without it only. */
    private static final Set<String> NOT_WITH_TLS = Set.of("08004", "28000");

    static {
        SILENCED.setLevel(Level.OFF);
    }

    /** Logs in; the answer is proof that the server is alive, so the session is patient from then on. */
    public Session open(ServerUrl url, String options) throws SQLException {
        return impatient(url, options).patient();
    }

    /**
     * Logs in; each later answer must come within the timeout as well. Whether the server has TLS is found out here
     * where the URL leaves it open: the driver would take a silent server for one without TLS and wait for it twice.
     *
     * @param options as {@link StartOptions} has them
     */
    public Session impatient(ServerUrl url, String options) throws SQLException {
        if (!OPEN.contains(url.parameters().getOrDefault("sslmode", "prefer"))) {
            return login(url, options);
        }
        try {
            return login(url.withParameter("sslmode", "require"), options);
        } catch (SQLException e) {
            if (NOT_WITH_TLS.contains(String.valueOf(e.getSQLState()))) {
                return login(url.withParameter("sslmode", "disable"), options);
            }
            throw e;
        }
    }

    private Session login(ServerUrl url, String options) throws SQLException {
        String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
        Properties properties = new Properties();
        PGProperty.USER.set(properties, url.user());
        PGProperty.PASSWORD.set(properties, url.password().reveal());
        PGProperty.APPLICATION_NAME.set(properties, "vektra");
        PGProperty.OPTIONS.set(properties, options);
        accepted(url).ifPresent(ways -> PGProperty.REQUIRE_AUTH.set(properties, ways));
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        // sends the application name with the login instead of after it
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "13");
        url.parameters().forEach((name, value) -> translate(name, value, properties));
        PGProperty.PG_DBNAME.set(properties, url.database());
        // without the driver's class, which looks for its settings in each jar of the class path at every start
        HostSpec[] hosts = {new HostSpec(url.host().host(), url.host().port())};
        return new Session(new PgConnection(hosts, properties, "jdbc:postgresql://" + url.host() + "/"), timeout);
    }

    /**
     * How the server may ask for the password. Another program on the port could ask for it in cleartext; SCRAM reveals
     * nothing of it and proves that the server knows it, which one of Vektra's own always does.
     */
    private Optional<String> accepted(ServerUrl url) {
        if (managed) {
            return Optional.of("scram-sha-256");
        }
        boolean readable = url.parameters().getOrDefault("sslmode", "").equals("disable");
        return readable ? Optional.of("!password") : Optional.empty();
    }

    /** From libpq's names and words to the driver's. */
    private static void translate(String name, String value, Properties properties) {
        Map<String, String> driverNames = Map.of("channel_binding", PGProperty.CHANNEL_BINDING.getName());
        if (name.equals("sslrootcert") && value.equals("system")) {
            PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            properties.setProperty(driverNames.getOrDefault(name, name), value);
        }
    }
}

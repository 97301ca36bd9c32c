package vektra.provider.postgres.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import vektra.model.service.HostPort;
import vektra.model.text.Percent;

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

    private static final String UNREACHED = "08001";

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
        return url.hosts().size() == 1 ? atOne(url, options) : atPrimary(url, options);
    }

    /** One host at a time: whether it has TLS differs, and the driver reports nothing but its last failure. */
    private Session atPrimary(ServerUrl url, String options) throws SQLException {
        List<SQLException> failures = new ArrayList<>();
        for (HostPort host : url.hosts()) {
            try {
                return atOne(url.only(host).withParameter(PGProperty.TARGET_SERVER_TYPE.getName(), "primary"), options);
            } catch (SQLException e) {
                failures.add(isStandby(e) ? new SQLException("none of those that answer is a primary", UNREACHED) : e);
            }
        }
        throw failures.stream().min(Comparator.comparing(Connector::silence)).orElseThrow();
    }

    /** The driver reached the host and found another type of server than was asked for. */
    private static boolean isStandby(SQLException e) {
        return UNREACHED.equals(e.getSQLState()) && e.getCause() == null;
    }

    /** How little a failure tells: one that a server answered with tells more than a host that is away. */
    private static int silence(SQLException e) {
        if (!String.valueOf(e.getSQLState()).startsWith("08")) {
            return 0;
        }
        return isStandby(e) ? 1 : 2;
    }

    private Session atOne(ServerUrl url, String options) throws SQLException {
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
        // a standby of a moment ago may be the primary by now
        PGProperty.HOST_RECHECK_SECONDS.set(properties, "0");
        url.parameters().forEach((name, value) -> translate(name, value, properties));
        String address = "jdbc:postgresql://" + url.at() + "/" + Percent.encoded(url.database());
        Connection connection = new Driver().connect(address, properties);
        if (connection == null) {
            throw new SQLException("the driver does not know the URL", "08001");
        }
        return new Session(connection, timeout);
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

package vektra.provider.mariadb.session;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;
import vektra.model.text.Percent;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/**
 * A connection URL, taken apart and put together.
 *
 * @param database empty for none
 * @param authority the file to verify the server's certificate with; null for a connection without TLS
 */
public record ServerUrl(
        HostPort host,
        String user,
        Secret password,
        String database,
        @Nullable Path authority) {
    public static final String FORM = "mysql://admin:password@host:3306";

    public static final int DEFAULT_PORT = 3306;
    private static final List<String> SCHEMES = List.of("mysql://", "mariadb://");

    /** Without TLS. */
    public ServerUrl(HostPort host, String user, Secret password, String database) {
        this(host, user, password, database, null);
    }

    /** Over TLS, with a certificate of that authority. */
    public ServerUrl verified(Path by) {
        return new ServerUrl(host, user, password, database, by);
    }

    /** Reads a URL; one of another form is INVALID, and no message repeats any of it. */
    public static ServerUrl parse(String url) {
        String scheme = SCHEMES.stream().filter(url::startsWith).findFirst().orElseThrow(() -> wrong("its form"));
        String rest = url.substring(scheme.length());
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String database = slash < 0 ? "" : rest.substring(slash + 1);
        if (rest.indexOf('?') >= 0) {
            throw VektraException.invalid(
                    "the URL has parameters, and none is known", "leave out what follows the question mark");
        }
        int at = authority.lastIndexOf('@');
        int colon = authority.indexOf(':');
        if (at < 0 || colon <= 0 || colon >= at - 1) {
            throw wrong("user and password");
        }
        String host = authority.substring(at + 1);
        if (host.isEmpty() || host.indexOf(',') >= 0) {
            throw wrong("one host");
        }
        return new ServerUrl(
                HostPort.parse(host, DEFAULT_PORT),
                decoded(authority.substring(0, colon), "the user"),
                new Secret(decoded(authority.substring(colon + 1, at), "the password")),
                decoded(database, "the database"));
    }

    public ServerUrl as(HostPort reachedAt, String otherUser, Secret otherPassword, String otherDatabase) {
        return new ServerUrl(reachedAt, otherUser, otherPassword, otherDatabase, authority);
    }

    public String text(String scheme) {
        return scheme + "://" + Percent.encoded(user) + ":" + Percent.encoded(password.reveal()) + "@" + host
                + (database.isEmpty() ? "" : "/" + Percent.encoded(database));
    }

    /** The driver takes the name of a file as it is. */
    public String jdbc(String scheme) {
        return "jdbc:" + scheme + "://" + host + "/" + Percent.encoded(database) + "?user=" + Percent.encoded(user)
                + "&password="
                + Percent.encoded(password.reveal())
                + (authority == null ? "" : "&sslMode=verify-full&serverSslCert=" + authority);
    }

    private static String decoded(String text, String what) {
        try {
            return Percent.decoded(text);
        } catch (IllegalArgumentException e) {
            throw wrong("percent signs in " + what);
        }
    }

    private static VektraException wrong(String what) {
        return VektraException.invalid(
                "this is not the URL of a MariaDB server: check " + what,
                "expected " + FORM + ", with special characters of the password percent-encoded");
    }
}

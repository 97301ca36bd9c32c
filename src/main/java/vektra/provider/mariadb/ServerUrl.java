package vektra.provider.mariadb;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vektra.model.HostPort;
import vektra.model.Secret;
import vektra.model.VektraException;

/**
 * A connection URL, taken apart and put together.
 *
 * @param database empty for none
 */
record ServerUrl(HostPort host, String user, Secret password, String database) {
    static final String FORM = "mysql://admin:password@host:3306";

    private static final int DEFAULT_PORT = 3306;
    private static final List<String> SCHEMES = List.of("mysql://", "mariadb://");

    /** Reads a URL; one of another form is INVALID, and no message repeats any of it. */
    static ServerUrl parse(String url) {
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

    ServerUrl as(HostPort reachedAt, String otherUser, Secret otherPassword, String otherDatabase) {
        return new ServerUrl(reachedAt, otherUser, otherPassword, otherDatabase);
    }

    String text(String scheme) {
        return scheme + "://" + encoded(user) + ":" + encoded(password.reveal()) + "@" + host
                + (database.isEmpty() ? "" : "/" + encoded(database));
    }

    String jdbc(String scheme) {
        return "jdbc:" + scheme + "://" + host + "/" + encoded(database) + "?user=" + encoded(user) + "&password="
                + encoded(password.reveal());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text, String what) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
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

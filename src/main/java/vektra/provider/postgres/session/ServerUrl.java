package vektra.provider.postgres.session;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vektra.model.service.HostPort;
import vektra.model.text.Percent;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * A PostgreSQL connection URL, taken apart and put together.
 *
 * @param hosts several where any of them may be the primary; apps are given one
 * @param parameters by their libpq names, such as {@code sslmode}
 */
public record ServerUrl(
        List<HostPort> hosts, String user, Secret password, String database, Map<String, String> parameters) {
    public static final String FORM = "postgres://admin:password@host:5432/postgres";

    public static final int DEFAULT_PORT = 5432;

    private static final List<String> SCHEMES = List.of("postgres://", "postgresql://");

    /** What the apps of an adopted server need as well; a client certificate is the administrator's own. */
    private static final List<String> FOR_APPS = List.of("sslmode", "sslrootcert", "channel_binding");

    private static final List<String> KNOWN = List.of("sslmode", "sslrootcert", "channel_binding", "sslcert", "sslkey");

    public ServerUrl(HostPort host, String user, Secret password, String database, Map<String, String> parameters) {
        this(List.of(host), user, password, database, parameters);
    }

    /** Reads a URL; one of another form is INVALID, and no message repeats any of it but a parameter's name. */
    public static ServerUrl parse(String url) {
        String scheme = SCHEMES.stream().filter(url::startsWith).findFirst().orElseThrow(() -> wrong("its form"));
        String rest = url.substring(scheme.length());
        int question = rest.indexOf('?');
        String beforeQuery = question < 0 ? rest : rest.substring(0, question);
        int slash = beforeQuery.indexOf('/');
        String authority = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
        String database = slash < 0 ? "" : decoded(beforeQuery.substring(slash + 1), "the database");
        int at = authority.lastIndexOf('@');
        int colon = authority.indexOf(':');
        if (at < 0 || colon <= 0 || colon >= at - 1) {
            throw wrong("user and password");
        }
        return new ServerUrl(
                hosts(authority.substring(at + 1)),
                decoded(authority.substring(0, colon), "the user"),
                new Secret(decoded(authority.substring(colon + 1, at), "the password")),
                database.isEmpty() ? "postgres" : database,
                parameters(question < 0 ? "" : rest.substring(question + 1)));
    }

    public ServerUrl withParameter(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new ServerUrl(hosts, user, password, database, more);
    }

    /** With a certificate of that authority for the host. */
    public ServerUrl verified(Path authority) {
        return withParameter("sslmode", "verify-full").withParameter("sslrootcert", authority.toString());
    }

    public ServerUrl in(String otherDatabase) {
        return new ServerUrl(hosts, user, password, otherDatabase, parameters);
    }

    public ServerUrl as(String otherUser, Secret otherPassword) {
        return new ServerUrl(hosts, otherUser, otherPassword, database, parameters);
    }

    /** The same server as an app sees it that logs in with credentials of its own. */
    public ServerUrl forApp(HostPort reachedAt, String appDatabase, String appUser, Secret appPassword) {
        return new ServerUrl(reachedAt, appUser, appPassword, appDatabase, onlyKnown(FOR_APPS));
    }

    /** The same on one of its hosts. */
    public ServerUrl only(HostPort host) {
        return new ServerUrl(host, user, password, database, parameters);
    }

    /** The same with those hosts. */
    public ServerUrl at(List<HostPort> others) {
        return new ServerUrl(others, user, password, database, parameters);
    }

    /** Its hosts as a URL has them, and as messages name them. */
    public String at() {
        return hosts.stream().map(HostPort::toString).collect(Collectors.joining(","));
    }

    public String text(String scheme) {
        return scheme + "://" + Percent.encoded(user) + ":" + Percent.encoded(password.reveal()) + "@" + at() + "/"
                + Percent.encoded(database) + query(parameters);
    }

    public String jdbc() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("user", user);
        all.put("password", password.reveal());
        all.putAll(parameters);
        return "jdbc:postgresql://" + at() + "/" + Percent.encoded(database) + query(all);
    }

    private Map<String, String> onlyKnown(Collection<String> names) {
        Map<String, String> kept = new LinkedHashMap<>(parameters);
        kept.keySet().retainAll(names);
        return kept;
    }

    private static List<HostPort> hosts(String text) {
        List<String> each = List.of(text.split(",", -1));
        if (each.contains("")) {
            throw wrong("its hosts");
        }
        return each.stream().map(host -> HostPort.parse(host, DEFAULT_PORT)).toList();
    }

    private static Map<String, String> parameters(String query) {
        if (query.indexOf('@') >= 0) {
            throw wrong("the password"); // a bare ? in it, and what follows must not be shown
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !KNOWN.contains(name)) {
                throw VektraException.invalid(
                        "the URL's parameter " + Shown.quoted(name) + " is unknown",
                        "known: " + String.join(", ", KNOWN) + ", each as name=value");
            }
            found.put(name, decoded(pair.substring(equals + 1), name));
        }
        return found;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + Percent.encoded(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
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
                "this is not the URL of a PostgreSQL server: check " + what,
                "expected " + FORM + ", with special characters of the password percent-encoded");
    }
}

package vektra.provider.redis.wire;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Percent;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/**
 * Where a server is and how Vektra logs in there.
 *
 * @param tls over TLS
 * @param user empty for the server's default user
 * @param password empty when the server asks for none
 * @param authority the file to verify the server's certificate with; null for the authorities that Java knows
 */
public record RedisUrl(
        boolean tls,
        String user,
        Secret password,
        HostPort address,
        @Nullable Path authority) {
    public static final String FORM = "redis://admin:password@host:6379";
    public static final int PORT = 6379;

    /** As the server's URL has it. */
    public static RedisUrl of(Server server) {
        return parse(server.adminUrl().reveal());
    }

    /** Over TLS, with a certificate of that authority. */
    public RedisUrl verified(HostPort other, Path by) {
        return new RedisUrl(true, user, password, other, by);
    }

    /** Reads {@code redis[s]://[[user]:password@]host[:port][/]}; any other form is INVALID and is not repeated. */
    public static RedisUrl parse(String url) {
        boolean tls = url.startsWith("rediss://");
        if (!tls && !url.startsWith("redis://")) {
            throw malformed("the URL starts with neither redis:// nor rediss://");
        }
        String rest = url.substring(url.indexOf("//") + 2);
        // a password may hold any character, so the last @ counts and nothing before it is ever shown
        int at = rest.lastIndexOf('@');
        String login = at < 0 ? "" : rest.substring(0, at);
        String place = rest.substring(at + 1);
        if (place.endsWith("/")) {
            place = place.substring(0, place.length() - 1);
        }
        if (place.matches(".*[/?#].*")) {
            throw malformed("the URL of a whole server ends after its port");
        }
        int colon = login.indexOf(':');
        if (at >= 0 && colon < 0) {
            throw malformed("the URL has a user and no password");
        }
        return new RedisUrl(
                tls,
                decoded(login.substring(0, Math.max(colon, 0))),
                new Secret(decoded(login.substring(colon + 1))),
                HostPort.parse(place, PORT),
                null);
    }

    /** The same server with another user. */
    public RedisUrl as(String otherUser, Secret otherPassword) {
        return new RedisUrl(tls, otherUser, otherPassword, address, authority);
    }

    /** The same server as apps reach it. */
    public RedisUrl at(HostPort apps) {
        return new RedisUrl(tls, user, password, apps, authority);
    }

    public String scheme() {
        return tls ? "rediss" : "redis";
    }

    /** The URL of one database number under a scheme such as {@code redis}. */
    public String toDatabase(String scheme, String number) {
        String login = user.isEmpty() ? "" : user + ":" + password.reveal() + "@";
        return scheme + "://" + login + address + "/" + number;
    }

    private static String decoded(String text) {
        try {
            return Percent.decoded(text);
        } catch (IllegalArgumentException e) {
            throw malformed("the URL's user or password has an invalid percent sequence; write %25 for a literal %");
        }
    }

    private static VektraException malformed(String why) {
        return VektraException.invalid(why, "for example " + FORM + ", or rediss:// for TLS");
    }
}

package vektra.drain.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.service.HostPort;
import vektra.model.text.Input;
import vektra.model.text.Percent;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Where a webhook listens, and what is secret of it.
 *
 * @param user user and password as the URL has them, or empty
 * @param query what follows the question mark, for it often holds a key; or empty
 * @param key signs what is sent, or is empty
 */
public record WebhookUrl(boolean tls, HostPort host, String path, String user, String query, String key) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Reads what was typed; INVALID, with nothing of it repeated, when that is no URL of a webhook. */
    public static WebhookUrl parse(String url, @Nullable Secret key) {
        URI uri;
        try {
            uri = new URI(new URI(url).toASCIIString());
        } catch (URISyntaxException e) {
            throw wrong("it is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw wrong("it begins with neither https:// nor http://");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || uri.getRawFragment() != null) {
            throw wrong(authority == null ? "it names no host" : "nothing may follow #");
        }
        boolean tls = scheme.equals("https");
        int at = authority.lastIndexOf('@');
        HostPort host = HostPort.parse(authority.substring(at + 1), tls ? HTTPS : HTTP);
        String path = uri.toString().replaceFirst("^[^/]*//[^/?]*", "").replaceFirst("[?].*", "");
        return new WebhookUrl(
                tls,
                new HostPort(Address.ascii(host.host()), host.port()),
                path.isEmpty() ? "/" : path,
                at < 0 ? "" : authority.substring(0, at),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                key == null ? "" : key.reveal());
    }

    /** Puts together again what a drain keeps apart. */
    static WebhookUrl of(String target, @Nullable Secret kept) {
        WebhookUrl bare = parse(target, null);
        if (kept == null) {
            return bare;
        }
        String[] parts = kept.reveal().split("\n", -1);
        return new WebhookUrl(bare.tls, bare.host, bare.path, parts[0], parts[1], parts[2]);
    }

    /** The same with what that drain has, where nothing else was typed: its key, and the secrets of its URL. */
    public WebhookUrl over(@Nullable Drain before) {
        if (before == null) {
            return this;
        }
        WebhookUrl had = of(before.target(), before.secret());
        boolean sameUrl = target().equals(before.target()) && user.isEmpty() && query.isEmpty();
        return new WebhookUrl(
                tls, host, path, sameUrl ? had.user : user, sameUrl ? had.query : query, key.isEmpty() ? had.key : key);
    }

    /** All that is secret, a line each: user and password, query, key; null when there is nothing. */
    @Nullable
    public Secret kept() {
        return user.isEmpty() && query.isEmpty() && key.isEmpty() ? null : new Secret(user + "\n" + query + "\n" + key);
    }

    /** What may be shown. */
    public String target() {
        return (tls ? "https://" : "http://") + authority() + path;
    }

    /** The host, with its port when that is not the usual one. */
    public String authority() {
        String whole = host.toString();
        return host.port() == (tls ? HTTPS : HTTP) ? whole.substring(0, whole.lastIndexOf(':')) : whole;
    }

    /** What follows POST. */
    String asked() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** The value of the header that logs in, or empty. */
    String basic() {
        return user.isEmpty()
                ? ""
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString(Percent.decoded(user).getBytes(StandardCharsets.UTF_8));
    }

    public boolean loopback() {
        return HostPort.isLoopback(host.host());
    }

    private static VektraException wrong(String what) {
        return VektraException.invalid(Text.of(Input.of(DrainOptions.URL), ": " + what), "expected https://host/path");
    }
}

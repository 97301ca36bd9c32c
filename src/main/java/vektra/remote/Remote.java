package vektra.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * A server elsewhere that runs commands.
 *
 * @param url without a slash at its end
 * @param authority the file with the certificate that its own is verified by; null for those that Java trusts
 */
public record Remote(
        String name, URI url, Secret token, @Nullable String authority) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    /** A name as it was typed. */
    public static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw VektraException.invalid(
                    Shown.quoted(name) + " is not the name of a remote",
                    "1 to 63 small letters, digits and . _ -, such as prod");
        }
        return name;
    }

    /**
     * An address as it was typed.
     *
     * @param plain whether it may be plain HTTP beyond this machine
     */
    public static URI checkedUrl(String text, boolean plain) {
        URI url;
        try {
            url = new URI(text.replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " is not a URL", "for example https://vektra.example.com");
        }
        String host = url.getHost();
        boolean http = "http".equals(url.getScheme());
        if (host == null
                || !(http || "https".equals(url.getScheme()))
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw VektraException.invalid(
                    "the URL of a server is https://HOST or https://HOST:PORT",
                    "for example https://vektra.example.com");
        }
        if (http && !plain && !HostPort.isLoopback(unbracketed(host))) {
            throw VektraException.invalid(
                    "over plain http the token and all secrets could be read on the way to " + host,
                    Text.of(
                            "use https, or an ssh tunnel to a port of this machine; to do it all the same: ",
                            Input.of("insecure")));
        }
        return url;
    }

    boolean encrypted() {
        return "https".equals(url.getScheme());
    }

    /** The host as sockets take it. */
    String host() {
        return unbracketed(url.getHost());
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : encrypted() ? 443 : 80;
    }
}

package vektra.drain.connect;

import java.net.IDN;
import java.util.Locale;
import vektra.model.logs.DrainOptions;
import vektra.model.service.HostPort;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Where a drain's destination listens. */
public record Address(Transport transport, HostPort host) {
    /** What carries the bytes. */
    public enum Transport {
        TLS("tcp+tls"),
        TCP("tcp"),
        UDP("udp");

        private final String scheme;

        Transport(String scheme) {
            this.scheme = scheme;
        }
    }

    private static final int SYSLOG = 514;
    private static final int SYSLOG_TLS = 6514;
    private static final int NONE = 0;

    /**
     * Reads {@code host:port}, or a URL whose scheme says how; INVALID when it is of another form.
     *
     * @param ssl whether {@code host:port} is reached over TLS
     */
    public static Address parse(String url, boolean ssl) {
        int colon = url.indexOf("://");
        if (url.indexOf('@') >= 0) {
            throw wrong("it holds a user or a password, which syslog does not support");
        }
        if (colon < 0) {
            return new Address(ssl ? Transport.TLS : Transport.TCP, host(url, NONE));
        }
        String rest = url.substring(colon + 3);
        String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        return switch (url.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "tcp+tls", "tls", "syslog+tls" -> new Address(Transport.TLS, host(authority, SYSLOG_TLS));
            case "tcp", "syslog" -> plain(Transport.TCP, authority);
            case "udp", "syslog+udp" -> plain(Transport.UDP, authority);
            default -> throw wrong("the scheme of " + Shown.quoted(url) + " is unknown");
        };
    }

    private static Address plain(Transport transport, String authority) {
        return new Address(transport, host(authority, SYSLOG));
    }

    private static HostPort host(String text, int defaultPort) {
        if (text.indexOf('/') >= 0 || text.indexOf('?') >= 0) {
            throw wrong("nothing may follow the port");
        }
        if (defaultPort == NONE && !text.matches("(\\[.*]|[^:]+):.*")) {
            throw wrong(Shown.quoted(text) + " has no port");
        }
        HostPort host = HostPort.parse(text, defaultPort);
        return new HostPort(ascii(host.host()), host.port());
    }

    /** The name as it is asked for: {@code bücher.example} is xn--bcher-kva.example. */
    static String ascii(String host) {
        try {
            return host.indexOf(':') >= 0 ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw wrong(Shown.quoted(host) + " is not a host name");
        }
    }

    private static VektraException wrong(String what) {
        return VektraException.invalid(
                Text.of(Input.of(DrainOptions.URL), ": " + what),
                "host:port, tcp+tls://host:port or tcp://host:port, such as logs.example.com:6514");
    }

    @Override
    public String toString() {
        return transport.scheme + "://" + host;
    }
}

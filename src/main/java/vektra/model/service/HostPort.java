package vektra.model.service;

import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Where a server answers; an IPv6 host is kept without brackets. */
public record HostPort(String host, int port) {
    static final int GREATEST = 65_535;
    private static final String NOT_IN_HOSTS = "/@?#[]\"'\\";

    public HostPort {
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || NOT_IN_HOSTS.indexOf(c) >= 0)) {
            throw VektraException.invalid(Shown.quoted(host) + " is not a host", "a host name or an IP address");
        }
        if (port < 1 || port > GREATEST) {
            throw VektraException.invalid(port + " is not a port", "a number from 1 to " + GREATEST);
        }
    }

    /** Reads {@code host:port} or {@code [v6]:port}; a missing port is the given one. */
    public static HostPort parse(String text, int defaultPort) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean hasPort = colon >= 0 && colon > text.lastIndexOf(']') && (bracketed || text.indexOf(':') == colon);
        String host = hasPort ? text.substring(0, colon) : text;
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new HostPort(host, hasPort ? number(text.substring(colon + 1), text) : defaultPort);
    }

    private static int number(String digits, String whole) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw VektraException.invalid(Shown.quoted(whole) + " is not host:port", "for example 127.0.0.1:5432");
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

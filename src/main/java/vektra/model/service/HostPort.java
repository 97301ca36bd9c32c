package vektra.model.service;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Where a server answers; an IPv6 host is kept without brackets. */
public record HostPort(String host, int port) {
    public static final int GREATEST = 65_535;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|0:0:0:0:0:0:0:1");
    private static final String NOT_IN_HOSTS = "/@?#[]\"'\\";

    public HostPort {
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || NOT_IN_HOSTS.indexOf(c) >= 0)) {
            throw VektraException.invalid(Shown.quoted(host) + " is not a host", "a host name or an IP address");
        }
        if (!isPort(port)) {
            throw VektraException.invalid(port + " is not a port", "a number from 1 to " + GREATEST);
        }
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= GREATEST;
    }

    /** The number of a port as someone typed it; empty when it is none. */
    public static OptionalInt port(String text) {
        int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        return isPort(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** Whether only programs of the same machine reach a host, as far as its name says; no resolver is asked. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
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

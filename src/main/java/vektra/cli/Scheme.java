package vektra.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the URL of a drain begins, and what that says, as Heroku's users know it.
 *
 * @param service what takes lines there
 * @param options what lines look like there, unless asked for otherwise
 */
record Scheme(List<String> beginnings, String service, Map<String, String> options) {
    private static final List<Scheme> ALL = List.of(
            new Scheme(List.of("https://", "http://"), "webhook", Map.of("format", "logplex")),
            new Scheme(List.of("syslog+tls://", "syslog://", "tcp+tls://", "tcp://", "udp://"), "syslog", Map.of()));

    /** What a URL begins with; empty when that says nothing. */
    static Optional<Scheme> of(String url) {
        return ALL.stream()
                .filter(scheme -> scheme.beginnings.stream().anyMatch(url::startsWith))
                .findFirst();
    }

    /** The service that the first URL among words means. */
    static Optional<String> serviceAmong(Collection<String> words) {
        return words.stream()
                .flatMap(word -> of(word).stream())
                .map(Scheme::service)
                .findFirst();
    }

    static String all() {
        return ALL.stream().flatMap(scheme -> scheme.beginnings.stream()).collect(Collectors.joining(", "));
    }
}

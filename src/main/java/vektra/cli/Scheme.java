package vektra.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the URL of a drain begins, and what that says, as Heroku's users know it. */
enum Scheme {
    HTTPS(List.of("https://", "http://"), "webhook", Map.of("format", "logplex")),
    SYSLOG(List.of("syslog+tls://", "syslog://", "tcp+tls://", "tcp://", "udp://"), "syslog", Map.of());

    private final List<String> beginnings;
    private final String service;
    private final Map<String, String> options;

    Scheme(List<String> beginnings, String service, Map<String, String> options) {
        this.beginnings = beginnings;
        this.service = service;
        this.options = options;
    }

    String service() {
        return service;
    }

    Map<String, String> options() {
        return options;
    }

    /** What a URL begins with; null when that says nothing. */
    static @Nullable Scheme of(String url) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.beginnings.stream().anyMatch(url::startsWith))
                .findFirst()
                .orElse(null);
    }

    /** The service that the first URL among words means. */
    static Optional<String> serviceAmong(Collection<String> words) {
        return words.stream()
                .flatMap(word -> Stream.ofNullable(of(word)))
                .map(Scheme::service)
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values())
                .flatMap(scheme -> scheme.beginnings.stream())
                .collect(Collectors.joining(", "));
    }
}

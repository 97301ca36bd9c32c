package vektra.addons.drains;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.name.ServiceName;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * How the URL of a drain begins, and what that says, as Heroku's users know it.
 *
 * @param service what takes lines there
 * @param options what lines look like there, unless asked for otherwise
 */
public record DrainUrl(List<String> beginnings, ServiceName service, Map<String, String> options) {
    private static final List<DrainUrl> ALL = List.of(
            new DrainUrl(List.of("https://", "http://"), new ServiceName("webhook"), Map.of("format", "logplex")),
            new DrainUrl(
                    List.of("syslog+tls://", "syslog://", "tcp+tls://", "tcp://", "udp://"),
                    new ServiceName("syslog"),
                    Map.of()));

    /** What a URL begins with; empty when that says nothing. */
    public static Optional<DrainUrl> of(String url) {
        return ALL.stream()
                .filter(scheme -> scheme.beginnings.stream().anyMatch(url::startsWith))
                .findFirst();
    }

    /** The same; one that says nothing is INVALID. */
    public static DrainUrl required(@Nullable String url) {
        return Optional.ofNullable(url)
                .flatMap(DrainUrl::of)
                .orElseThrow(() -> VektraException.invalid(
                        url == null ? "no URL given" : Shown.quoted(url) + " does not name the service",
                        Text.of("say ", Input.of("service", "SERVICE"), ", or a URL that begins with " + all())));
    }

    /** The service that the first URL among words means. */
    public static Optional<String> serviceAmong(Collection<String> words) {
        return words.stream()
                .flatMap(word -> of(word).stream())
                .map(kind -> kind.service.value())
                .findFirst();
    }

    private static String all() {
        return ALL.stream().flatMap(scheme -> scheme.beginnings.stream()).collect(Collectors.joining(", "));
    }
}

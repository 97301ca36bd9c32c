package vektra.model.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor is run. The names and defaults are those of Ferret's {@code bash} block.
 *
 * @param interval between the starts of two runs
 * @param timeout of one attempt
 * @param attempts how often a run is tried before it has failed: Ferret's {@code retry}
 * @param retryDelay between two attempts
 * @param status the exit code that means success
 * @param pattern what the output must match somewhere; null when anything will do
 * @param jitter how much of the interval, in percent, the first start is moved by at random
 * @param needs the sources of monitors without which this one says nothing
 * @param objective the uptime wanted, in percent; null when none is named
 * @param certificate how long a certificate must still be valid
 */
public record Settings(
        Duration interval,
        Duration timeout,
        int attempts,
        Duration retryDelay,
        int status,
        @Nullable Pattern pattern,
        int jitter,
        List<String> needs,
        @Nullable Double objective,
        Duration certificate) {
    /** Those of a monitor that has no file of settings. */
    public static final Settings DEFAULT = new Settings(
            Duration.ofSeconds(20),
            Duration.ofSeconds(180),
            1,
            Duration.ofSeconds(2),
            0,
            null,
            10,
            List.of(),
            null,
            Duration.ofDays(14));

    /** The same with another interval; an attempt lasts no longer than that. */
    public Settings every(Duration other) {
        Duration shorter = timeout.compareTo(other) < 0 ? timeout : other;
        return new Settings(
                other, shorter, attempts, retryDelay, status, pattern, jitter, needs, objective, certificate);
    }

    /** The same with other needs. */
    public Settings needing(List<String> others) {
        return new Settings(
                interval, timeout, attempts, retryDelay, status, pattern, jitter, others, objective, certificate);
    }

    /** What the output must match. */
    public Optional<Pattern> wanted() {
        return Optional.ofNullable(pattern);
    }
}

package vektra.monitors.uptime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a source was down.
 *
 * @param from the first run that failed
 * @param to the first that did not, or the last that is known of before a gap; null when it goes on
 */
public record Incident(Instant from, @Nullable Instant to, String reason) {}

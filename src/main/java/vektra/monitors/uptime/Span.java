package vektra.monitors.uptime;

import org.jspecify.annotations.Nullable;

/**
 * A time in which a monitor found a source up, or down.
 *
 * @param reason why it was down
 */
record Span(long from, long to, boolean up, @Nullable String reason) {}

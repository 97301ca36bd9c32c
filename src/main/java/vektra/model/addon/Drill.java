package vektra.model.addon;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to restore a backup, into a place that was deleted afterwards.
 *
 * @param at when it began
 * @param took to the end, with what was made for it
 * @param problem why it failed; null when all was there again
 */
public record Drill(Instant at, Duration took, @Nullable String problem) {}

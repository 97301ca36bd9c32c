package vektra.monitors.uptime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What logs say of services.
 *
 * @param since the begin of the time in question; null when nothing in it has a time
 * @param until its end
 * @param sources in the order of their names
 * @param bad how many lines were a monitor's and not whole
 * @param jumps how often the clock seems to have been set
 */
public record Uptime(@Nullable Instant since, @Nullable Instant until, List<Source> sources, long bad, long jumps) {
    /** What is known of the source of that name. */
    public Optional<Source> source(String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }
}

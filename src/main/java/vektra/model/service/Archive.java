package vektra.model.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a server's data so that they can be had as they were at a moment: base backups, and what was written
 * since each.
 *
 * @param bases the complete base backups, the oldest first
 */
public record Archive(List<Base> bases) {
    /** How often a base backup is made. */
    public static final Duration EVERY = Duration.ofDays(1);

    /** How long after a base backup that failed the next is tried. */
    public static final Duration PAUSE = Duration.ofMinutes(10);

    /** Older than that, the newest base backup is a problem. */
    public static final Duration STALE = EVERY.multipliedBy(2);

    /**
     * A copy of all data of a server.
     *
     * @param place where it is, in the provider's terms
     * @param version what the version of the software that wrote the data begins with; another cannot open it
     * @param finishedAt from when on its data can be had
     * @param reach until when; what was written later is not in the archive
     * @param missing what of the archive is not there, although later parts are; null when nothing is
     * @param last the last part that is there
     * @param growing whether what the server writes now follows it; else it is of data that the server had earlier
     */
    public record Base(
            String place,
            String version,
            Instant finishedAt,
            Instant reach,
            @Nullable String missing,
            String last,
            boolean growing) {}

    /** The base backup from which a moment is nearest; empty where it is before the first. */
    public Optional<Base> before(Instant moment) {
        return bases.stream().filter(base -> !base.finishedAt().isAfter(moment)).reduce((earlier, later) -> later);
    }

    /** The first moment that can be had; empty while there is no base backup. */
    public Optional<Instant> earliest() {
        return bases.stream().map(Base::finishedAt).findFirst();
    }

    public Optional<Base> newest() {
        return bases.isEmpty() ? Optional.empty() : Optional.of(bases.get(bases.size() - 1));
    }

    /**
     * Those of some times that nothing needs: the newest that is older than the archive has to reach back stays, since
     * every moment after that begins with it.
     */
    public static List<Instant> superfluous(List<Instant> times, Duration back, Instant now) {
        List<Instant> old = new ArrayList<>(times.stream()
                .filter(time -> time.isBefore(now.minus(back)))
                .sorted(Comparator.naturalOrder())
                .toList());
        if (!old.isEmpty()) {
            old.remove(old.size() - 1);
        }
        return old;
    }
}

package vektra.mcp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.PlannedStep;

/** The plans that were shown, each kept for the session or token that asked for it, until it is carried out. */
public final class Plans {
    /** How long a plan may wait. */
    static final Duration LASTS = Duration.ofMinutes(30);
    /** How many of one owner wait at most: the oldest goes first. */
    static final int MOST = 50;

    private static final int BYTES = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Kept> waiting = new LinkedHashMap<>();

    public Plans(Clock clock) {
        this.clock = clock;
    }

    /** A plan as it was shown. */
    record Kept(String owner, Wanted wanted, List<PlannedStep> steps, Instant until) {}

    synchronized String keep(String owner, Wanted wanted, List<PlannedStep> steps) {
        forget(owner);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        waiting.put(id, new Kept(owner, wanted, steps, clock.instant().plus(LASTS)));
        return id;
    }

    /** Takes a plan, which is gone then; empty when the owner has none of that id. */
    synchronized Optional<Kept> take(String owner, String id) {
        Kept kept = waiting.get(id);
        if (kept == null || !kept.owner().equals(owner)) {
            return Optional.empty();
        }
        waiting.remove(id);
        return clock.instant().isBefore(kept.until()) ? Optional.of(kept) : Optional.empty();
    }

    /** Makes room for one more. */
    private void forget(String owner) {
        Instant now = clock.instant();
        waiting.values().removeIf(kept -> !now.isBefore(kept.until()));
        long more = waiting.values().stream()
                        .filter(kept -> kept.owner().equals(owner))
                        .count()
                - MOST
                + 1;
        Iterator<Kept> oldest = waiting.values().iterator();
        while (more > 0) {
            if (oldest.next().owner().equals(owner)) {
                oldest.remove();
                more--;
            }
        }
    }
}

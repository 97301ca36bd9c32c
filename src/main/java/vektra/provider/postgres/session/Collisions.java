package vektra.provider.postgres.session;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** How long a failure of work on a server is worth another attempt. */
public final class Collisions {
    /**
     * What many processes at work on one server do to each other: serialisation, deadlock, an object in use, objects
     * made by another meanwhile, a role that got objects meanwhile, and XX000, under which comes "tuple concurrently
     * updated".
     */
    private static final Set<String> STATES =
            Set.of("40001", "40P01", "55006", "42P04", "42710", "23505", "2BP01", "XX000");

    /** No connection is free, or the server is starting up. */
    private static final Set<String> FULL = Set.of("53300", "57P03");

    private static final Duration WORTH = Duration.ofSeconds(15);

    private Collisions() {}

    /**
     * Zero for a failure that comes again.
     *
     * @param fullFor how long to go on asking a server that takes no connection
     */
    public static Duration worth(SQLException e, Duration fullFor) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return STATES.contains(state) ? WORTH : FULL.contains(state) ? fullFor : Duration.ZERO;
    }
}

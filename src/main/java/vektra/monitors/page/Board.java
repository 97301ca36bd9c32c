package vektra.monitors.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a status page shows.
 *
 * @param now when that was known
 * @param open whether strangers may read it: it then names no reason, which may hold what is internal
 */
public record Board(String title, Instant now, boolean open, List<Tile> tiles) {
    /** How many days a row of bars has. */
    public static final int DAYS = 90;

    /** What a tile says. */
    public enum State {
        DOWN("Down"),
        /** Between the levels of a manifest. */
        DEGRADED("Degraded"),
        /** It has not run for longer than it should: what it said last says nothing any more. */
        STALE("No news"),
        UNKNOWN("Unknown"),
        MAINTENANCE("Maintenance"),
        UP("Up");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * One service.
     *
     * @param since when the state began; null when that is not known
     * @param reason why it is down, or null
     * @param text what a manifest wants to be read first; null for the uptime
     * @param uptime in percent of the checks of all days; NaN when there are none
     * @param coverage how much of what should have run has, in percent; NaN when that is not known
     * @param days the last ones, oldest first
     * @param points oldest first
     * @param outages newest first
     */
    public record Tile(
            String name,
            State state,
            @Nullable Instant since,
            @Nullable String reason,
            @Nullable String text,
            double uptime,
            double coverage,
            List<Day> days,
            List<Point> points,
            List<Outage> outages) {}

    /** A day; what is not known of it is NaN. */
    public record Day(LocalDate date, double uptime, double coverage) {}

    /** How many seconds half of the runs of an hour took at most, and 95 of a hundred; NaN when there were none. */
    public record Point(Instant at, double p50, double p95) {}

    /** @param to null as long as it lasts */
    public record Outage(
            Instant from, @Nullable Instant to, @Nullable String reason) {}

    /** How many tiles are in a state. */
    public long count(State state) {
        return tiles.stream().filter(tile -> tile.state() == state).count();
    }
}

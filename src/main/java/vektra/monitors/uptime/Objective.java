package vektra.monitors.uptime;

import java.time.Duration;

/**
 * The uptime that is wanted of a service: what is left to a whole is the budget of its failures.
 *
 * @param percent below 100
 * @param period the time that it is wanted for
 */
public record Objective(double percent, Duration period) {
    /** How long the service may be down. */
    public Duration budget() {
        return Duration.ofMillis(Math.round(period.toMillis() * failing()));
    }

    private double failing() {
        return (100 - percent) / 100;
    }

    /** What is left of the budget after these figures of the period; below zero when it was not enough. */
    public Duration left(Figures figures) {
        return budget().minusMillis(figures.downMillis());
    }

    /** How much of the budget a length of time is, in percent. */
    public double percent(Duration left) {
        return 100.0 * left.toMillis() / budget().toMillis();
    }

    /** How many times as fast as allowed the budget was used in a time; NaN when nothing is known of it. */
    public double burn(Figures figures) {
        long known = figures.upMillis() + figures.downMillis();
        return known == 0 ? Double.NaN : (double) figures.downMillis() / known / failing();
    }
}

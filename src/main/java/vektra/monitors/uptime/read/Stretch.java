package vektra.monitors.uptime.read;

import vektra.monitors.line.Moment;

/**
 * Runs of one series that follow one another, and another one before them, without anything to remark: each a success at
 * the first attempt, none before the one before it, and all in the same hour.
 *
 * @param runs how many
 * @param first when the first ended
 * @param last when the last ended
 * @param begun when the last began
 * @param tenths how long the last took
 * @param gap the longest time from end to end
 * @param waited the longest time in which no run went on
 * @param durations of all
 */
public record Stretch(
        int runs, long first, long last, long begun, long tenths, long gap, long waited, Durations durations) {
    /** When a run began: as its lines say unless that is later than its end, else by how long it took, if that is known. */
    public static long begin(long time, long begun, long elapsed) {
        return begun != Moment.NONE && begun <= time ? begun : time - Math.max(0, elapsed / 10);
    }

    /**
     * How long no run went on before one: a run that takes longer than the interval leaves no room for others.
     *
     * @param from the begin of the run
     * @param begun the begin of the one before it
     * @param last the end of that
     * @param interval zero when none is known
     */
    public static long waited(long from, long begun, long last, long interval) {
        return interval > 0 ? from - begun - (last - begun) / interval * interval : from - last;
    }
}

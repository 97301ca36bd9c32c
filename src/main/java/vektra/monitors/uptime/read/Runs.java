package vektra.monitors.uptime.read;

import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;

/** Takes the runs of a log in its order. */
public interface Runs {
    /** The milliseconds from run to run, and how many one may take, as the next runs of a series have it. */
    void settings(Series series, long interval, long timeout);

    /**
     * The result of a run.
     *
     * @param retried whether it was not the first attempt
     * @param time of its end in milliseconds, or {@link vektra.monitors.line.Moment#NONE}
     * @param begun when it began, or NONE
     * @param elapsed tenths of a millisecond, or -1
     * @param reason why it failed; null when it did not, or failed before, too
     */
    void run(
            Series series,
            Status status,
            boolean retried,
            long time,
            long begun,
            long elapsed,
            @Nullable String reason);

    /** From that time on, in milliseconds, no runs are expected until the next one. */
    void stopped(Series series, long time);

    /** Whether a stretch can be taken as a whole; its runs come one by one otherwise. */
    boolean takes(Series series, Stretch stretch);

    /** Takes one that can be taken. */
    void stretch(Series series, Stretch stretch);
}

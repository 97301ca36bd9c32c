package vektra.monitors.check;

import java.time.Duration;

/** One built-in monitor; for any thread. */
public interface Check {
    /** The app that stands for what belongs to none. */
    String NO_APP = "vektra";

    /**
     * Tries it once, over a new connection. Throws nothing, ends within the timeout whatever the other side does, and as
     * soon as the thread is interrupted, which stays so.
     */
    Checked run(Duration timeout);

    /** The app whose config vars it has, as the log names it. */
    default String app() {
        return NO_APP;
    }
}

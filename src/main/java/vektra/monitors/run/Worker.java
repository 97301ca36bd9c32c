package vektra.monitors.run;

import java.time.Duration;

/** Does the work of one process of a monitor, one attempt after the other. */
interface Worker extends AutoCloseable {
    /** Takes the lines that an attempt prints. */
    interface Printed {
        void line(boolean error, String line);
    }

    /** Makes one attempt, which ends within the timeout and what a stubborn program takes to be killed. */
    Ended attempt(Duration timeout, Printed printed);

    /** Asks the attempt that is being made to end; it has been {@code SKIPPED} then. For any thread. */
    void stop();

    /** Ends it at once. For any thread. */
    void kill();

    /** No attempt is being made any more. */
    @Override
    void close();
}

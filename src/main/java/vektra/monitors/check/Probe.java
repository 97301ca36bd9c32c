package vektra.monitors.check;

import java.time.Duration;

/** What a check asks, for as long as it takes; {@link Bounded} makes a check of it. */
interface Probe {
    /**
     * Asks once. What fails may be thrown.
     *
     * @param timeout after which the answer is not waited for
     */
    Checked ask(Duration timeout) throws Exception;
}

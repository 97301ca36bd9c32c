package vektra.server;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param start from the start of its process until it answers
 * @param answer for one that runs already, since it may be busy
 * @param stop from the signal until it is killed
 */
record Limits(Duration start, Duration answer, Duration stop) {
    static final Limits USUAL = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(20));
}

package vektra.logs;

import java.time.Duration;

/**
 * What a router waits for, and how long.
 *
 * @param idle not needed for so long: one that a command started ends
 * @param stall a destination took nothing for so long: it is given up
 */
record Limits(Duration idle, Duration stall) {
    /** Five minutes and 30 seconds, unless a test wants it otherwise. */
    static Limits usual() {
        return new Limits(
                Duration.ofSeconds(Integer.getInteger("vektra.router.idle", 300)),
                Duration.ofSeconds(Integer.getInteger("vektra.router.stall", 30)));
    }
}

package vektra.logs.router;

import java.time.Duration;

/**
 * What a router waits for, and how long.
 *
 * @param idle not needed for so long: one that a command started ends
 * @param stall a destination took nothing for so long: it is given up
 * @param absence a sender did not come back for so long: what a kill cut off of its lines is lost
 */
public record Limits(Duration idle, Duration stall, Duration absence) {
    /** Five minutes, 30 seconds and a minute, unless a test wants it otherwise. */
    public static Limits usual() {
        return new Limits(
                Duration.ofSeconds(Integer.getInteger("vektra.router.idle", 300)),
                Duration.ofSeconds(Integer.getInteger("vektra.router.stall", 30)),
                Duration.ofMinutes(1));
    }
}

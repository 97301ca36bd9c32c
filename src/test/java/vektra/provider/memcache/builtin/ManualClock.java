package vektra.provider.memcache.builtin;

import java.time.Duration;

/** A clock that moves when told to. */
final class ManualClock extends Clock {
    private volatile long nanos;
    private volatile long unixSeconds = 1_800_000_000;

    @Override
    long nanos() {
        return nanos;
    }

    @Override
    long unixSeconds() {
        return unixSeconds;
    }

    void advance(Duration time) {
        nanos += time.toNanos();
        unixSeconds += time.toSeconds();
    }

    /** What an administrator or NTP does. */
    void setUnixSeconds(long seconds) {
        unixSeconds = seconds;
    }
}

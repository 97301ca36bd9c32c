package vektra.memcached;

import java.time.Duration;
import vektra.memcached.cache.Clock;

/** A clock that is moved by hand. */
final class ManualClock extends Clock {
    private volatile long nanos;
    private volatile long unixSeconds = 1_800_000_000;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long unixSeconds() {
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

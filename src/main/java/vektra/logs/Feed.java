package vektra.logs;

import java.nio.file.Path;
import java.time.Duration;
import vektra.model.LogStream;
import vektra.spi.Background;

/**
 * A source's way to the router, which is started when there is none. Connects again by itself and sends again what the
 * router has not acknowledged. For any thread.
 *
 * <p>When no router can be reached for two seconds and what waits has become much, the oldest lines are dropped and
 * counted, except those of a file, which can wait where they are.
 */
public final class Feed implements AutoCloseable {
    /** Begins the origins whose lines can wait where they are, and whose positions the router keeps for good. */
    static final String FILE = "file:";

    private Feed() {}

    /** Begins to connect and returns at once. */
    public static Feed open(Path home, Background background, String origin, LogStream stream) {
        return new Feed();
    }

    /**
     * What the router had of this origin when we connected first, -1 for nothing; waits for the router, at most ten
     * seconds, else UNAVAILABLE.
     */
    public long position() {
        return -1;
    }

    /** Adds a line to what is to be sent next; one that is longer than 64 KB comes in parts. */
    public void add(long micros, int priority, int part, boolean more, byte[] bytes, int from, int to) {}

    /**
     * Ships what was added, and waits only when much is not acknowledged yet.
     *
     * @param position of the origin behind these lines; must differ from that of every earlier one
     */
    public void send(long position) {}

    /** The same for an origin whose positions matter to nobody: they are counted. */
    public void send() {}

    /** Waits until the router has all that was sent, at most so long. */
    public void flush(Duration longest) {}

    /** The lines that the router does not have: dropped, or sent and not acknowledged. */
    public long missing() {
        return 0;
    }

    @Override
    public void close() {}
}

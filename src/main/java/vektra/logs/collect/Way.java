package vektra.logs.collect;

import java.time.Duration;

/** The way of one origin's lines to the spool. */
public interface Way extends AutoCloseable {
    /** The position behind the last lines of the origin that the spool has; -1 when it has none. */
    long position();

    /** Adds a line to what is to be sent next. */
    void add(long micros, int priority, int part, boolean more, byte[] bytes, int from, int to);

    /**
     * Sends what was added; it may be nothing, which only tells of the position.
     *
     * @param position of the origin behind the lines
     */
    void send(long position);

    /** Waits until the spool has all that was sent, at most so long. */
    void flush(Duration longest);

    /** How many lines the spool does not have yet. */
    long missing();

    @Override
    void close();
}

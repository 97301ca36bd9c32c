package vektra.logs.line;

import java.nio.ByteBuffer;
import vektra.model.logs.LogStream;

/** Where sources in the router's own process hand in their lines. */
public interface Intake {
    /** Whether any drain takes lines of that stream. */
    boolean wants(LogStream stream);

    /** The position behind the last lines of that origin that are safely written; -1 when none are known. */
    long position(String origin);

    /**
     * Writes lines down, and returns when they are; waits while a drain that loses nothing has no room for them.
     *
     * @param batch one record as {@link BatchBuilder#finish} makes it, in a buffer with an array; it gets its numbers
     */
    void take(ByteBuffer batch);
}

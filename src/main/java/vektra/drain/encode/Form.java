package vektra.drain.encode;

import vektra.model.logs.LogLine;

/** What stands around the message. */
public interface Form {
    /**
     * Appends what comes before the message.
     *
     * @param part such as {@code 2/3} when it is not whole, else empty
     */
    void head(LogLine line, String part, Bytes head);

    /** Appends what comes after the message. */
    default void foot(LogLine line, Bytes foot) {}
}

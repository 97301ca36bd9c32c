package vektra.remote;

import java.io.IOException;

/** Where a command that runs elsewhere was typed. */
public interface Console {
    /** Of its standard output; an IOException when it is not read any more. */
    void out(byte[] bytes) throws IOException;

    /** Of its standard error. */
    void err(byte[] bytes);

    /** The next of standard input, as much as there is at once; empty at its end. */
    byte[] in() throws IOException;

    /** Has a handler called instead of ending when a person interrupts. */
    void interrupted(Runnable handler);
}

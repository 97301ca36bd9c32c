package vektra.program;

import java.util.function.Function;

/** Answers of servers that a driver reads, and may not understand. */
public final class Answers {
    private Answers() {}

    /** Work that asks a server. */
    public interface Work<T, E extends Exception> {
        T done() throws E;
    }

    /**
     * Turns what a driver and the work trip over, when an answer is none that their server could give, into a failure.
     *
     * @param failure as the driver itself would throw it
     */
    public static <T, E extends Exception> T understood(Work<T, E> work, Function<Throwable, E> failure) throws E {
        try {
            return work.done();
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException
                | NegativeArraySizeException
                | OutOfMemoryError e) {
            throw failure.apply(e);
        }
    }
}

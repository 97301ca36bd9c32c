package vektra.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a test may kill the process as {@code kill -9} would: no finally, no hook, nothing flushed. The environment
 * variable {@code VEKTRA_FAILPOINT} holds the number of the point, counted from 1 in the order they are reached, at
 * which the process dies with code 137; without it nothing happens.
 */
public final class Failpoint {
    private static volatile @Nullable Deadline deadline = ofProcess();

    private Failpoint() {}

    /**
     * Dies here when this is the point wanted.
     *
     * @param name what has just been done, reported on stderr when the process dies here
     */
    public static void reached(String name) {
        Deadline wanted = deadline;
        if (wanted != null) {
            wanted.reached(name);
        }
    }

    /**
     * Makes the rest of this process a process of its own that dies at the point of that number: from there on every
     * point throws {@link Crash}, until the next call. 0 disarms.
     */
    public static void crashAt(int number) {
        deadline = number == 0 ? null : new Deadline(number, false);
    }

    private static @Nullable Deadline ofProcess() {
        String number = System.getenv("VEKTRA_FAILPOINT");
        return number == null ? null : new Deadline(Integer.parseInt(number), true);
    }

    private static void die(String last) {
        System.err.println(last);
        Runtime.getRuntime().halt(137);
    }

    /** The end of a process that goes on only for the test around it. Nothing but that test may catch it. */
    public static final class Crash extends Error {
        private Crash(String message) {
            super(message, null, false, false);
        }
    }

    private static final class Deadline {
        private final int number;
        private final boolean process;
        private int reached;
        private String died = "";

        private Deadline(int number, boolean process) {
            this.number = number;
            this.process = process;
        }

        private synchronized void reached(String name) {
            if (++reached < number) {
                return;
            }
            if (reached == number) {
                died = "failpoint " + number + ": " + name;
            }
            if (process) {
                die(died);
            }
            throw new Crash(died);
        }
    }
}

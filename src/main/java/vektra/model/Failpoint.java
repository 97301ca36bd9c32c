package vektra.model;

/**
 * Where a test may kill the process as {@code kill -9} would: no finally, no hook, nothing flushed. The environment
 * variable {@code VEKTRA_FAILPOINT} holds the number of the point, counted from 1 in the order they are reached, at
 * which the process dies with code 137; without it nothing happens.
 */
public final class Failpoint {
    private static final String WANTED = System.getenv("VEKTRA_FAILPOINT");
    private static int reached;

    private Failpoint() {}

    /**
     * Dies here when this is the point wanted.
     *
     * @param name what has just been done, told on stderr when the process dies here
     */
    public static synchronized void reached(String name) {
        if (WANTED != null && ++reached == Integer.parseInt(WANTED)) {
            System.err.println("failpoint " + reached + ": " + name);
            Runtime.getRuntime().halt(137);
        }
    }
}

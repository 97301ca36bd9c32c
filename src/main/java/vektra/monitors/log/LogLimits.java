package vektra.monitors.log;

/**
 * How large the log may become.
 *
 * @param file bytes after which a new file is begun
 * @param total bytes of the older files together, compressed, beyond which the oldest are dropped
 */
public record LogLimits(long file, long total) {
    private static final long MEBI = 1L << 20;

    /** Of a log for which nothing else is wanted: some 40 days of 500 monitors that run every 20 seconds. */
    public static final LogLimits USUAL = new LogLimits(64 * MEBI, 2048 * MEBI);
}

package vektra.monitors.uptime.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Moment;

/** The results of one monitor on one source, and what its lines have said so far of the run that is read. */
public final class Series {
    /** Numbers them from 0 on. */
    private final int id;

    final byte[] source;
    final byte[] monitor;
    private final String sourceName;
    private final String monitorName;

    /** In milliseconds; 0 as long as no line names it. */
    long interval;

    long timeout;

    /** When the run began that is read, or {@link Moment#NONE}. */
    long begun = Moment.NONE;

    /** The last line that the run printed in failing. */
    @Nullable
    String printed;

    boolean timedOut;
    boolean failing;

    /** What is known of Ferret's result until the line follows that says how long it took. */
    @Nullable
    Status pending;

    boolean pendingRetried;
    long pendingTime;

    Series(int id, byte[] source, byte[] monitor) {
        this.id = id;
        this.source = source;
        this.monitor = monitor;
        this.sourceName = new String(source, UTF_8);
        this.monitorName = new String(monitor, UTF_8);
    }

    public int id() {
        return id;
    }

    /** The name of the source as lines have it, which none may change. */
    public byte[] source() {
        return source;
    }

    /** That of the monitor. */
    public byte[] monitor() {
        return monitor;
    }

    public String sourceName() {
        return sourceName;
    }

    public String monitorName() {
        return monitorName;
    }

    public long interval() {
        return interval;
    }

    /** Takes note of what the next runs have. */
    public void settings(long newInterval, long newTimeout) {
        interval = newInterval;
        timeout = newTimeout;
    }

    /** Takes note of how a run ended. */
    public void ended(Status status) {
        if (status.counts()) {
            failing = status != Status.SUCCESS;
        }
    }
}

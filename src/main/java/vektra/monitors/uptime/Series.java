package vektra.monitors.uptime;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.monitors.line.Moment;

/** The results of one monitor on one source, and what its lines have said so far of the run that is read. */
final class Series {
    /** Numbers them from 0 on. */
    final int id;

    final byte[] source;
    final byte[] monitor;
    final String sourceName;
    final String monitorName;

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
}

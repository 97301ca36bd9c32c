package vektra.monitors.check;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vektra.logs.Logs;
import vektra.model.logs.Drain;
import vektra.model.logs.LogLine;
import vektra.model.monitor.Status;
import vektra.model.name.Id;
import vektra.spi.LogDrain.Connection;

/** Sends a line to where a drain goes, over a connection of its own. What is said is no more than what that proves. */
record DrainProbe(Logs logs, Drain drain, Clock clock) implements Probe {
    private static final int XID = 8;

    @Override
    public Checked ask(Duration timeout) throws Exception {
        try (Connection open = logs.kinds().apply(drain.service()).connect(drain, () -> {})) {
            // a write that hangs is ended by nothing else
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(open::close);
            String marker = "vektra-marker=" + Id.fresh().value().substring(0, XID);
            open.add(LogLine.notice(logs.host(), clock.instant(), LogLine.OUTPUT, marker));
            open.flush();
            String said =
                    open.confirms() ? "confirmed by the destination: " : "sent, which the destination confirms never: ";
            return new Checked(Status.SUCCESS, null, said + marker);
        }
    }
}

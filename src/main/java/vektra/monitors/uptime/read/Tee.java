package vektra.monitors.uptime.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;

/** Gives runs to several. */
public final class Tee implements Runs {
    private final Runs[] all;

    public Tee(List<? extends Runs> all) {
        this.all = all.toArray(new Runs[0]);
    }

    @Override
    public void settings(Series series, long interval, long timeout) {
        for (Runs each : all) {
            each.settings(series, interval, timeout);
        }
    }

    @Override
    public void run(
            Series series,
            Status status,
            boolean retried,
            long time,
            long begun,
            long elapsed,
            @Nullable String reason) {
        for (Runs each : all) {
            each.run(series, status, retried, time, begun, elapsed, reason);
        }
    }

    @Override
    public void stopped(Series series, long time) {
        for (Runs each : all) {
            each.stopped(series, time);
        }
    }

    @Override
    public boolean takes(Series series, Stretch stretch) {
        for (Runs each : all) {
            if (!each.takes(series, stretch)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void stretch(Series series, Stretch stretch) {
        for (Runs each : all) {
            each.stretch(series, stretch);
        }
    }
}

package vektra.logs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import vektra.model.AppName;
import vektra.model.Drain;
import vektra.model.ServiceName;
import vektra.spi.Background;
import vektra.spi.LogDrain;

/**
 * The log lines of one home, with everything that they need on their way.
 *
 * @param host the name of this machine, as lines carry it
 * @param drains those that there are now
 * @param kinds the way to drains of a service
 */
public record Logs(
        Path home,
        Background background,
        String host,
        Clock clock,
        Supplier<List<Drain>> drains,
        Function<ServiceName, LogDrain> kinds) {

    /** Whether the lines of an app go anywhere. */
    public boolean wanted(AppName app) {
        return drains.get().stream().anyMatch(drain -> drain.takes(app.value()));
    }
}

package vektra.cli.monitors;

import java.time.Instant;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Uptime;
import vektra.monitors.uptime.Uptimes;

/** Prints the figures of monitors as Prometheus reads them. */
public final class MonitorsMetrics extends VektraCommand<String> {
    @Override
    public String run(Invocation with) {
        Instant now = with.monitors().clock().instant();
        Uptime uptime = new Uptimes(with.monitors().files()).read(Query.since(null, now));
        return new Exposition(uptime, new Maintenance(with.monitors().files()).windows(), now).text();
    }

    @Override
    public void print(String text, Output out) {
        out.raw(text);
    }

    @Override
    public Object json(String text) {
        return Json.map("text", text);
    }
}

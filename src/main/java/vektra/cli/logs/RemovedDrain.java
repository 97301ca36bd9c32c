package vektra.cli.logs;

import java.util.List;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.logs.ship.DrainStatus;
import vektra.model.logs.Drain;
import vektra.model.name.DrainName;
import vektra.model.text.VektraException;

/**
 * The removal of a drain.
 *
 * @param changed false when there was none
 * @param undelivered lines that waited for it
 */
public record RemovedDrain(DrainName name, boolean changed, long undelivered) {

    /** Counts what waits for a drain that is about to go; a router that does not answer does not keep it. */
    public static long waiting(List<Drain> drains, Invocation with) {
        try {
            return with.router().drains(drains).stream()
                    .mapToLong(DrainStatus::lines)
                    .sum();
        } catch (VektraException e) {
            return 0;
        }
    }

    public void print(String verb, Output out) {
        if (!changed) {
            out.line("Nothing to do: " + name + " is already disabled");
            return;
        }
        out.line(verb + name);
        if (undelivered > 0) {
            out.say("Warning: " + DrainViews.lines(undelivered) + " still waited for it and will not be delivered");
        }
    }

    public Object json() {
        return Json.map("drain", name.value(), "changed", changed, "undelivered", undelivered);
    }
}

package vektra.cli.logs;

import java.util.List;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.logs.router.RouterClient;
import vektra.model.logs.Drain;
import vektra.model.name.Id;

/** Sends a line to a drain and says how far it is known to have come. */
public final class DrainsTest extends VektraCommand<DrainsTest.Tried> {
    private final Param<String> name = argument("DRAIN", "the name of the drain", text -> text);

    /** A line that got through. */
    record Tried(Drain drain, String marker, RouterClient.Outcome outcome) {}

    @Override
    public Tried run(Invocation with) {
        Drain drain = with.verbs().drains().find(name.get());
        String marker = "vektra drains:test " + Id.fresh().brief();
        RouterClient.Outcome outcome = with.router().test(drain.name(), marker, with.patience());
        return new Tried(drain, marker, outcome);
    }

    @Override
    public void print(Tried result, Output out) {
        String what = Views.word(result.outcome()) + " by " + result.drain().name() + ": " + result.marker();
        switch (result.outcome()) {
            case ACCEPTED -> {
                out.line(what);
                out.say("Sent (" + result.drain().target() + " does not acknowledge delivery)");
            }
            case DELIVERED -> out.line(what);
        }
        DrainViews.warn(List.of(result.drain()), out);
    }

    @Override
    public Object json(Tried result) {
        return Json.map(
                "drain", result.drain().name().value(),
                "marker", result.marker(),
                "outcome", Views.word(result.outcome()));
    }
}

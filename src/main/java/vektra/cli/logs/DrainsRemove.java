package vektra.cli.logs;

import java.util.List;
import vektra.addons.drains.Drains;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.logs.Drain;

/** Takes a drain of one app away. */
public final class DrainsRemove extends AppCommand<RemovedDrain> implements Changing {
    private final Param<String> what = argument("DRAIN|URL", "the drain, or where it goes", text -> text);

    @Override
    public RemovedDrain run(Invocation with) {
        Drains drains = with.verbs().drains();
        Drain meant = drains.ofApp(app(with), what.get());
        long waiting = RemovedDrain.waiting(List.of(meant), with);
        drains.remove(app(with), meant.name().value());
        return new RemovedDrain(meant.name(), true, waiting);
    }

    @Override
    public void print(RemovedDrain result, Output out) {
        result.print("Removed ", out);
    }

    @Override
    public Object json(RemovedDrain result) {
        return result.json();
    }
}

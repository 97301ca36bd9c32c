package vektra.cli.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.logs.ship.DrainStatus;
import vektra.model.logs.Drain;
import vektra.model.text.Shown;

/** Shows everything about one drain. */
public final class DrainsInfo extends VektraCommand<DrainViews.Watched> {
    private final Param<String> name = argument("DRAIN", "the name of the drain", text -> text);

    @Override
    public DrainViews.Watched run(Invocation with) {
        Drain drain = with.verbs().drains().find(name.get());
        return DrainViews.watched(List.of(drain), with).get(0);
    }

    @Override
    public void print(DrainViews.Watched result, Output out) {
        Drain drain = result.drain();
        DrainStatus status = result.status();
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Name", drain.name().value()));
        pairs.add(List.of("Service", drain.service().value()));
        pairs.add(List.of("Target", drain.target()));
        pairs.add(List.of("App", DrainViews.app(drain)));
        pairs.add(List.of("Created at", Shown.time(drain.since())));
        pairs.add(List.of("State", DrainViews.state(status)));
        add(pairs, "Connected at", "", status.connectedAt());
        pairs.add(List.of("Rate", DrainViews.rate(status) + " lines a second"));
        pairs.add(List.of("Waiting", DrainViews.lines(status.lines()) + ", " + status.bytes() + " bytes of the spool"));
        pairs.add(List.of("Lag", status.lag().toMillis() / 1000.0 + " s"));
        pairs.add(List.of("Sent", DrainViews.lines(status.delivered())));
        if (status.lostAt() == null) {
            pairs.add(List.of("Lost", DrainViews.lines(status.lost())));
        }
        add(pairs, "Lost", DrainViews.lines(status.lost()) + ", the last at ", status.lostAt());
        add(pairs, "Last error", status.error() + ", at ", status.errorAt());
        new TreeMap<>(drain.options()).forEach((option, value) -> pairs.add(List.of("--" + option, value)));
        out.pairs(pairs);
        DrainViews.warn(List.of(drain), out);
    }

    private static void add(List<List<String>> pairs, String label, String before, @Nullable Instant at) {
        if (at != null) {
            pairs.add(List.of(label, before + Shown.time(at)));
        }
    }

    @Override
    public Object json(DrainViews.Watched result) {
        return DrainViews.watched(result);
    }
}

package vektra.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import vektra.addons.Drains;
import vektra.logs.DrainStatus;
import vektra.model.Drain;

/** Shows everything about one drain. */
final class DrainsInfo extends VektraCommand<DrainViews.Watched> {
    private final Param<String> name = argument("NAME", "the drain, such as papertrail", text -> text);

    @Override
    DrainViews.Watched run(Invocation with) {
        Drain drain = new Drains(with.home()).find(name.get());
        return DrainViews.watched(List.of(drain), with).get(0);
    }

    @Override
    void print(DrainViews.Watched result, Output out) {
        Drain drain = result.drain();
        DrainStatus status = result.status();
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Name", drain.name().value()));
        pairs.add(List.of("Service", drain.service().value()));
        pairs.add(List.of("Target", drain.target()));
        pairs.add(List.of("App", DrainViews.app(drain)));
        pairs.add(List.of("Created at", drain.since().toString()));
        pairs.add(List.of("State", DrainViews.state(status)));
        if (status.connectedAt() != null) {
            pairs.add(List.of("Connected at", status.connectedAt().toString()));
        }
        pairs.add(List.of("Rate", DrainViews.rate(status) + " lines a second"));
        pairs.add(List.of("Waiting", status.lines() + " lines, " + status.bytes() + " bytes of the spool"));
        pairs.add(List.of("Lag", status.lag().toMillis() / 1000.0 + " s"));
        pairs.add(List.of("Delivered", status.delivered() + " lines"));
        pairs.add(List.of(
                "Lost", status.lost() + " lines" + (status.lostAt() == null ? "" : ", last at " + status.lostAt())));
        if (status.error() != null) {
            pairs.add(List.of(
                    "Last error", status.error() + (status.errorAt() == null ? "" : " at " + status.errorAt())));
        }
        new TreeMap<>(drain.options()).forEach((option, value) -> pairs.add(List.of("--" + option, value)));
        out.pairs(pairs);
        DrainViews.warn(List.of(drain), out);
    }

    @Override
    Object json(DrainViews.Watched result) {
        return DrainViews.watched(result);
    }
}

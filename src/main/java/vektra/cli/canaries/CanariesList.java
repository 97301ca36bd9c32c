package vektra.cli.canaries;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.text.Shown;
import vektra.monitors.canary.Standing;

/** Lists the canaries. */
public final class CanariesList extends VektraCommand<List<Standing>> {
    @Override
    public List<Standing> run(Invocation with) {
        return CanaryParts.of(with).list();
    }

    @Override
    public void print(List<Standing> canaries, Output out) {
        if (canaries.isEmpty()) {
            out.say("No canaries.");
            return;
        }
        out.table(
                List.of("name", "app", "made", "expires", "state"),
                canaries.stream()
                        .map(one -> List.of(
                                one.canary().name().value(),
                                one.app() == null ? "-" : one.app().name().value(),
                                Shown.time(one.canary().made()),
                                Shown.time(one.canary().expires()),
                                one.state().word()))
                        .toList());
    }

    @Override
    public Object json(List<Standing> canaries) {
        return canaries.stream().map(CanariesList::json).toList();
    }

    private static Object json(Standing one) {
        Map<String, @Nullable Object> canary = CanaryParts.json(one.canary());
        canary.put("app", one.app() == null ? null : one.app().name().value());
        canary.put("state", one.state().word());
        return canary;
    }
}

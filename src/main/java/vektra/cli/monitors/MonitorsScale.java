package vektra.cli.monitors;

import java.util.ArrayList;
import java.util.List;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.PlannedStep;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.run.Scaling;

/** Changes how many processes of monitors run. */
public final class MonitorsScale extends VektraCommand<Scaling.Scaled> implements Changing {
    private final Param<String> words = optionalArguments(
            "NAME=COUNT", "how many processes of a monitor; or a path and a count for all below it", text -> text);

    @Override
    public Scaling.Scaled run(Invocation with) {
        Scaling scaling = new Scaling(with.monitors().files(), MonitorFolder.in(with.folder()));
        Scaling.Scaled scaled = scaling.scaled(words.all());
        if (with.planned() != null) {
            scaled.named()
                    .forEach((name, count) -> with.planned()
                            .accept(new PlannedStep(PlannedStep.Action.SCALE_MONITOR, name, String.valueOf(count))));
        } else if (!scaled.named().isEmpty()) {
            scaling.save(scaled);
        }
        return scaled;
    }

    @Override
    public void print(Scaling.Scaled scaled, Output out) {
        if (scaled.all().isEmpty()) {
            out.line("No monitors in this folder");
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        (scaled.named().isEmpty() ? scaled.all() : scaled.named())
                .forEach((name, count) -> lines.add(List.of(name, String.valueOf(count))));
        out.table(List.of("monitor", "count"), lines);
    }

    @Override
    public Object json(Scaling.Scaled scaled) {
        return Json.map("changed", scaled.named(), "counts", scaled.all());
    }
}

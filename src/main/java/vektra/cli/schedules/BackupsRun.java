package vektra.cli.schedules;

import java.util.ArrayList;
import java.util.List;
import vektra.addons.schedule.Scheduler.Ran;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Drill;
import vektra.model.text.Shown;

/** Makes the backups whose time has come. */
public final class BackupsRun extends VektraCommand<List<Ran>> implements Changing {
    @Override
    public List<Ran> run(Invocation with) {
        return with.verbs().scheduler().run();
    }

    @Override
    public void print(List<Ran> result, Output out) {
        if (result.isEmpty()) {
            out.line("Nothing to do: no scheduled backup");
        }
        result.forEach(ran -> out.line(ran.addon() + ": " + words(ran)));
    }

    private static String words(Ran ran) {
        if (ran.problem() != null) {
            return "failed: " + ran.problem()
                    + (ran.againAt() == null ? "" : "; will be tried again at " + Shown.time(ran.againAt()));
        }
        List<String> done = new ArrayList<>();
        if (ran.backup() != null) {
            done.add("backup " + ran.backup().number());
        }
        if (ran.copied() > 0) {
            done.add(ran.copied() == 1 ? "1 copy" : ran.copied() + " copies");
        }
        Drill drill = ran.drill();
        if (drill != null) {
            done.add(drill.problem() == null ? "drilled" : "the drill failed: " + drill.problem());
        }
        return done.isEmpty() ? "done" : String.join(", ", done);
    }

    @Override
    public int code(List<Ran> result) {
        return ExitCode.ofSeveral(result.stream().noneMatch(Ran::failed));
    }

    @Override
    public Object json(List<Ran> result) {
        return result.stream()
                .map(ran -> Json.map(
                        "addon",
                        ran.addon().value(),
                        "backup",
                        ran.backup() == null ? null : ran.backup().number(),
                        "copies",
                        ran.copied(),
                        "drilled",
                        ran.drill() == null ? null : ran.drill().problem() == null,
                        "problem",
                        ran.problem() == null && ran.drill() != null
                                ? ran.drill().problem()
                                : ran.problem(),
                        "next_at",
                        Json.time(ran.againAt())))
                .toList();
    }
}

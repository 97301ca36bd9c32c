package vektra.cli.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vektra.addons.recovery.BaseBackups;
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
public final class BackupsRun extends VektraCommand<BackupsRun.All> implements Changing {
    /** @param bases what archives begin with */
    public record All(List<Ran> backups, List<BaseBackups.Ran> bases) {}

    @Override
    public All run(Invocation with) {
        return new All(
                with.verbs().data().scheduler().run(),
                with.verbs().data().baseBackups().run());
    }

    @Override
    public void print(All all, Output out) {
        if (all.backups().isEmpty() && all.bases().isEmpty()) {
            out.line("Nothing to do: no scheduled backup");
        }
        all.backups().forEach(ran -> out.line(ran.addon() + ": " + words(ran)));
        all.bases()
                .forEach(ran -> out.line("server " + ran.server() + ": "
                        + (ran.problem() == null ? "base backup" : "failed: " + ran.problem())));
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
    public int code(All all) {
        return ExitCode.ofSeveral(all.backups().stream().noneMatch(Ran::failed)
                && all.bases().stream().allMatch(ran -> ran.problem() == null));
    }

    @Override
    public Object json(All all) {
        Stream<Object> backups = all.backups().stream()
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
                        Json.time(ran.againAt())));
        Stream<Object> bases =
                all.bases().stream().map(ran -> Json.map("server", ran.server(), "problem", ran.problem()));
        return Stream.concat(backups, bases).toList();
    }
}

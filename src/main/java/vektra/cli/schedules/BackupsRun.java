package vektra.cli.schedules;

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
import vektra.model.text.Kind;
import vektra.model.text.Shown;

/** Makes the backups whose time has come. */
public final class BackupsRun extends VektraCommand<BackupsRun.All> implements Changing {
    /** @param bases what archives begin with */
    public record All(List<Ran> backups, List<BaseBackups.Ran> bases) {}

    @Override
    public All run(Invocation with) {
        return new All(
                with.verbs().scheduler().run(), with.verbs().baseBackups().run());
    }

    @Override
    public void print(All all, Output out) {
        if (all.backups().isEmpty() && all.bases().isEmpty()) {
            out.line("Nothing to do: no scheduled backup");
        }
        for (Ran ran : all.backups()) {
            String made = ran.backup() == null ? "" : "backup " + ran.backup().number();
            String copied = ran.copied() == 0 ? "" : ran.copied() + (ran.copied() == 1 ? " copy" : " copies");
            String done = made + (made.isEmpty() || copied.isEmpty() ? "" : ", ") + copied;
            out.line(
                    ran.problem() == null
                            ? ran.addon() + ": " + (done.isEmpty() ? "done" : done)
                            : ran.addon() + ": failed: " + ran.problem() + "; will be tried again at "
                                    + Shown.time(ran.againAt()));
        }
        all.bases()
                .forEach(ran -> out.line("server " + ran.server() + ": "
                        + (ran.problem() == null ? "base backup" : "failed: " + ran.problem())));
    }

    @Override
    public int code(All all) {
        boolean failed = all.backups().stream().anyMatch(ran -> ran.problem() != null)
                || all.bases().stream().anyMatch(ran -> ran.problem() != null);
        return failed ? ExitCode.of(Kind.PARTIAL) : ExitCode.DONE;
    }

    @Override
    public Object json(All all) {
        Stream<Object> backups = all.backups().stream()
                .map(ran -> Json.map(
                        "addon", ran.addon().value(),
                        "backup", ran.backup() == null ? null : ran.backup().number(),
                        "copies", ran.copied(),
                        "problem", ran.problem(),
                        "next_at", Json.time(ran.againAt())));
        Stream<Object> bases =
                all.bases().stream().map(ran -> Json.map("server", ran.server(), "problem", ran.problem()));
        return Stream.concat(backups, bases).toList();
    }
}

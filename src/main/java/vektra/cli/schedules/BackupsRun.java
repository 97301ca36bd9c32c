package vektra.cli.schedules;

import java.util.List;
import vektra.addons.schedule.Scheduler.Ran;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
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
        for (Ran ran : result) {
            String made = ran.backup() == null ? "" : "backup " + ran.backup().number();
            String copied = ran.copied() == 0 ? "" : ran.copied() + (ran.copied() == 1 ? " copy" : " copies");
            String done = made + (made.isEmpty() || copied.isEmpty() ? "" : ", ") + copied;
            out.line(
                    ran.problem() == null
                            ? ran.addon() + ": " + (done.isEmpty() ? "done" : done)
                            : ran.addon() + ": failed: " + ran.problem() + "; will be tried again at "
                                    + Shown.time(ran.againAt()));
        }
    }

    @Override
    public int code(List<Ran> result) {
        return ExitCode.ofSeveral(result.stream().allMatch(ran -> ran.problem() == null));
    }

    @Override
    public Object json(List<Ran> result) {
        return result.stream()
                .map(ran -> Json.map(
                        "addon", ran.addon().value(),
                        "backup", ran.backup() == null ? null : ran.backup().number(),
                        "copies", ran.copied(),
                        "problem", ran.problem(),
                        "next_at", Json.time(ran.againAt())))
                .toList();
    }
}

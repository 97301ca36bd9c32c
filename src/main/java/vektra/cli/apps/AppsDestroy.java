package vektra.cli.apps;

import java.util.List;
import vektra.addons.apps.Apps;
import vektra.addons.destroy.Loss;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.text.VektraException;

/** Deletes an app. */
public final class AppsDestroy extends AppCommand<Apps.Destroyed> implements Changing {
    private final Flag destroyData = flag("--destroy-data", "delete the data of its add-ons too");
    private final Flag withBackups =
            flag("--with-backups", "with --destroy-data: delete their backups too; else they are kept for 30 days");
    private final Param<String> confirm = option("--confirm", "APP", "the app's name again");

    @Override
    public Apps.Destroyed run(Invocation with) {
        if (withBackups.isSet() && !destroyData.isSet()) {
            throw VektraException.invalid(
                    "--with-backups goes with --destroy-data", "add --destroy-data, or leave --with-backups out");
        }
        return with.verbs()
                .apps()
                .destroy(app(with), destroyData.isSet(), withBackups.isSet(), with.confirmation(confirm));
    }

    @Override
    public void print(Apps.Destroyed result, Output out) {
        out.line("Destroyed the app " + result.app());
        if (!result.destroyed().isEmpty()) {
            out.line("Destroyed with data: " + String.join(", ", destroyed(result)));
            result.destroyed().stream()
                    .filter(loss -> !loss.backups().isEmpty())
                    .forEach(loss -> out.line(
                            loss.backupsGo()
                                    ? "Destroyed " + loss.counted() + " of "
                                            + loss.addon().name()
                                    : "Of " + loss.addon().name() + ", " + loss.keeps()));
        }
        if (!result.kept().isEmpty()) {
            out.line("Kept with data, without an owner: " + String.join(", ", names(result.kept())));
        }
    }

    private static List<String> destroyed(Apps.Destroyed result) {
        return names(result.destroyed().stream().map(Loss::addon).toList());
    }

    private static List<String> names(List<Addon> addons) {
        return addons.stream().map(addon -> addon.name().value()).toList();
    }

    @Override
    public Object json(Apps.Destroyed result) {
        return Json.map(
                "app", result.app().value(),
                "addons_kept", names(result.kept()),
                "addons_destroyed", destroyed(result),
                "backups_destroyed", backups(result, true),
                "backups_kept", backups(result, false));
    }

    private static int backups(Apps.Destroyed result, boolean gone) {
        return result.destroyed().stream()
                .filter(loss -> loss.backupsGo() == gone)
                .mapToInt(loss -> loss.backups().size())
                .sum();
    }
}

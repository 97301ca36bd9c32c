package vektra.cli.addons;

import java.util.List;
import java.util.stream.Stream;
import vektra.addons.destroy.Destroy;
import vektra.addons.destroy.Loss;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.app.App;
import vektra.model.name.AppName;

/** Deletes an add-on with its data. */
public final class AddonsDestroy extends AppCommand<Destroy.Destroyed> implements Changing {
    private final Param<String> what = argument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Flag force = flag("-f,--force", "detach it from other apps first");
    private final Flag withBackups = flag("--with-backups", "delete its backups too; else they are kept for 30 days");
    private final Param<String> confirm = option("--confirm", "NAME", "the name of the app or of the add-on");

    @Override
    public Destroy.Destroyed run(Invocation with) {
        return with.verbs()
                .destroy()
                .destroy(
                        what.get(),
                        with.appIfAny(givenApp()),
                        force.isSet(),
                        withBackups.isSet(),
                        with.confirmation(confirm));
    }

    @Override
    public void print(Destroy.Destroyed result, Output out) {
        if (!result.guests().isEmpty()) {
            out.line("Detached it from " + String.join(", ", guests(result)));
        }
        Loss loss = result.loss();
        out.line("Destroyed " + result.addon().name() + " and its data"
                + (loss.backupsGo() ? " with " + loss.counted() : "")
                + (result.app() == null ? "" : " (v" + result.app().release() + ")"));
        if (!loss.keeps().isEmpty()) {
            out.line(
                    "Its " + loss.keeps() + ": vektra backups " + result.addon().name());
        }
    }

    private static List<String> guests(Destroy.Destroyed result) {
        return result.guests().stream().map(app -> app.name().value()).toList();
    }

    @Override
    public List<AppName> changed(Destroy.Destroyed result) {
        return Stream.concat(Stream.ofNullable(result.app()), result.guests().stream())
                .map(App::name)
                .toList();
    }

    @Override
    public Object json(Destroy.Destroyed result) {
        return Json.map(
                "addon",
                result.addon().name().value(),
                "app",
                result.app() == null ? null : result.app().name().value(),
                "release",
                result.app() == null ? null : result.app().release(),
                "detached_from",
                guests(result),
                "size_bytes",
                result.loss().size(),
                "backups_destroyed",
                result.loss().backupsGo() ? result.loss().backups().size() : 0,
                "backups_kept",
                result.loss().keeps().isEmpty() ? 0 : result.loss().backups().size());
    }
}

package vektra.cli.apps;

import java.util.List;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.app.App;
import vektra.model.text.Shown;

/** Lists the apps. */
public final class AppsList extends VektraCommand<List<App>> {
    @Override
    public List<App> run(Invocation with) {
        return with.verbs().apps().list().stream()
                .filter(app -> with.sight().of(app.name()))
                .toList();
    }

    @Override
    public void print(List<App> apps, Output out) {
        if (apps.isEmpty()) {
            out.say("No apps.");
            return;
        }
        out.table(
                List.of("app", "release", "add-ons", "created"),
                apps.stream()
                        .map(app -> List.of(
                                app.name().value(),
                                "v" + app.release(),
                                String.valueOf(app.addons().size()),
                                Shown.time(app.createdAt())))
                        .toList());
    }

    @Override
    public Object json(List<App> apps) {
        return apps.stream().map(Views::app).toList();
    }
}

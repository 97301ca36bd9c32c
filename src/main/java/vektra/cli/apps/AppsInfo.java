package vektra.cli.apps;

import java.util.ArrayList;
import java.util.List;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.app.App;
import vektra.model.text.Shown;

/** Shows one app. */
public final class AppsInfo extends AppCommand<App> {
    @Override
    public App run(Invocation with) {
        return with.verbs().apps().info(app(with));
    }

    @Override
    public void print(App app, Output out) {
        List<String> addons = app.addons().stream().map(a -> a.name().value()).toList();
        List<String> attached = app.attachments().stream()
                .map(a -> a.name() + " (" + a.addon() + ")")
                .toList();
        List<List<String>> pairs = new ArrayList<>(List.of(
                List.of("Name", app.name().value()),
                List.of("Id", app.id().value()),
                List.of("Created at", Shown.time(app.createdAt())),
                List.of("Release", "v" + app.release()),
                List.of("Add-ons", addons.isEmpty() ? "-" : String.join(", ", addons)),
                List.of("Attached", attached.isEmpty() ? "-" : String.join(", ", attached)),
                List.of("Config vars", String.valueOf(app.config().size()))));
        if (app.expiresAt() != null) {
            pairs.add(List.of("Expires at", Shown.time(app.expiresAt())));
        }
        out.pairs(pairs);
    }

    @Override
    public Object json(App app) {
        return Views.app(app);
    }
}

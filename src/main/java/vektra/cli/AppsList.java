package vektra.cli;

import java.util.List;
import vektra.addons.Apps;
import vektra.model.App;
import vektra.model.Shown;

/** Lists the apps. */
final class AppsList extends VektraCommand<List<App>> {
    @Override
    List<App> run(Invocation with) {
        return new Apps(with.home()).list();
    }

    @Override
    void print(List<App> apps, Output out) {
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
    Object json(List<App> apps) {
        return apps.stream().map(Views::app).toList();
    }
}

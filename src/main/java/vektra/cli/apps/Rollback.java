package vektra.cli.apps;

import java.util.List;
import vektra.addons.apps.Releases;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.app.App;
import vektra.model.name.AppName;

/** Brings the user's variables of an old release back, as a new release. */
public final class Rollback extends AppCommand<Releases.RolledBack> implements Changing {
    private final Param<Integer> version = argument("vN", "the release to go back to", ReleasesInfo::version);

    @Override
    public Releases.RolledBack run(Invocation with) {
        return with.verbs().releases().rollback(app(with), version.get());
    }

    @Override
    public void print(Releases.RolledBack result, Output out) {
        App app = result.app();
        out.line("Rolled " + app.name() + " back to v" + version.get() + ", as v" + app.release());
        if (!result.left().isEmpty()) {
            out.line("The variables of add-ons are unchanged: " + String.join(", ", result.left()));
        }
    }

    @Override
    public List<AppName> changed(Releases.RolledBack result) {
        return result.changed().isEmpty() ? List.of() : List.of(result.app().name());
    }

    @Override
    public Object json(Releases.RolledBack result) {
        return Json.map(
                "app", result.app().name().value(), "release", result.app().release(), "to", version.get());
    }
}

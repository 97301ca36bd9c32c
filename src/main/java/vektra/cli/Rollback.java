package vektra.cli;

import vektra.addons.Releases;
import vektra.model.App;

/** Brings the user's variables of an old release back, as a new release. */
final class Rollback extends AppCommand<App> implements Changing {
    private final Param<Integer> version = argument("vN", "the release to go back to", ReleasesInfo::version);

    @Override
    App run(Invocation with) {
        return new Releases(with.home()).rollback(app(with), version.get());
    }

    @Override
    void print(App app, Output out) {
        out.line("Rolled " + app.name() + " back to v" + version.get() + ", as v" + app.release());
        out.say("Add-ons and their variables are unchanged");
        out.next(AddonText.RESTART);
    }

    @Override
    Object json(App app) {
        return Views.map("app", app.name().value(), "release", app.release(), "to", version.get());
    }
}

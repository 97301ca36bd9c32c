package vektra.cli;

import vektra.addons.Apps;
import vektra.model.App;
import vektra.model.AppName;

/** Gives an app another name. */
final class AppsRename extends AppCommand<App> implements Changing {
    private final Param<AppName> name = argument("NEW", "the new name", AppName::new);

    @Override
    App run(Invocation with) {
        return new Apps(with.home()).rename(app(with), name.get());
    }

    @Override
    void print(App app, Output out) {
        out.line("The app is now called " + app.name() + " (v" + app.release() + ")");
    }

    @Override
    Object json(App app) {
        return Views.app(app);
    }
}

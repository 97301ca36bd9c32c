package vektra.cli.apps;

import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.app.App;
import vektra.model.name.AppName;

/** Gives an app another name. */
public final class AppsRename extends AppCommand<App> implements Changing {
    private final Param<AppName> name = argument("NEW", "the new name", AppName::new);

    @Override
    public App run(Invocation with) {
        return with.verbs().apps().rename(app(with), name.get());
    }

    @Override
    public void print(App app, Output out) {
        out.line("The app is now called " + app.name() + " (v" + app.release() + ")");
    }

    @Override
    public Object json(App app) {
        return Views.app(app);
    }
}

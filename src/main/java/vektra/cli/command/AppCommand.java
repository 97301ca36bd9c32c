package vektra.cli.command;

import java.util.List;
import vektra.model.name.AppName;

/**
 * A command on one app, named by {@code -a}, else by {@code $VEKTRA_APP}, else by a {@code .vektra} file.
 *
 * @param <R> the result
 */
public abstract class AppCommand<R> extends VektraCommand<R> {
    private final Param<AppName> app = option(
            List.of("-a", "--app"),
            "APP",
            "the app (default: $VEKTRA_APP, or a .vektra file here or above)",
            AppName::new);

    protected final AppName app(Invocation with) {
        AppName given = app.orNull();
        return given == null ? with.defaultApp() : given;
    }

    protected final Param<AppName> givenApp() {
        return app;
    }
}

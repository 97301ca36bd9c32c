package vektra.cli.logs;

import java.util.List;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.ShellPlan;
import vektra.logs.Logs;
import vektra.model.logs.LogStream;
import vektra.model.name.AppName;

/** Passes stdin on to stdout and collects its lines as an app's. */
public final class LogsPipe extends AppCommand<AppName> {
    private final Param<String> process = option(
            List.of("-p", "--process"),
            "NAME",
            "the process name of the lines, such as web.1 (default: pipe)",
            LogStream::checkedProcess);
    private final Flag error = flag("--stderr", "mark them as stderr");
    private final Flag quiet = flag("-q,--quiet", "print nothing on stdout");

    @Override
    public AppName run(Invocation with) {
        AppName app = app(with);
        with.verbs().apps().info(app);
        String named = process.orNull();
        Logs.Piped piped = new Logs.Piped(named == null ? "pipe" : named, error.isSet(), !quiet.isSet());
        with.logs().pipe(app, piped, with.terminal().streams());
        return app;
    }

    @Override
    public void print(AppName app, Output out) {
        // stdout is a copy of stdin
    }

    @Override
    public Object json(AppName app) {
        return new ShellPlan.Ready("");
    }
}

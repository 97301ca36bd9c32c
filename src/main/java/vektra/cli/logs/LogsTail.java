package vektra.cli.logs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.logs.LogStream;
import vektra.model.name.AppName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Collects what is appended to files as lines of an app. */
public final class LogsTail extends AppCommand<AppName> {
    private final Param<Path> paths =
            arguments("PATH", "files, or patterns of their names in quotes, such as 'log/*.log'", LogsTail::path);
    private final Param<String> process = option(
            List.of("-p", "--process"),
            "NAME",
            "the process name of the lines, such as web.1 (default: file)",
            LogStream::checkedProcess);
    private final Flag fromStart = flag("--from-start", "also read what the files already contain, the first time");

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw VektraException.invalid(Shown.quoted(text) + " is not the name of a file", null);
        }
    }

    @Override
    public AppName run(Invocation with) {
        AppName app = app(with);
        with.verbs().apps().info(app);
        String named = process.orNull();
        List<Path> files = paths.all().stream()
                .map(path -> with.folder().resolve(path).normalize())
                .toList();
        with.logs()
                .tail(
                        app,
                        named == null ? "file" : named,
                        files,
                        fromStart.isSet(),
                        with.terminal().streams());
        return app;
    }

    @Override
    public void print(AppName app, Output out) {
        // it has no result: the lines went where they go
    }

    @Override
    public Object json(AppName app) {
        return Json.map("app", app.value());
    }
}

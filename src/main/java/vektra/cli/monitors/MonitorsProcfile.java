package vektra.cli.monitors;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.definition.MonitorName;
import vektra.monitors.definition.MonitorProcfile;

/** Writes a line for each monitor into the Procfile. */
public final class MonitorsProcfile extends VektraCommand<MonitorProcfile> implements Changing {
    private static final int STALE = 1;

    private final Param<String> folder =
            optionalArgument("FOLDER", "that of the monitors (default: monitors)", text -> text);
    private final Flag check = flag("--check", "only say whether the file is up to date: exit code 1 if it is not");
    private final Param<String> file = option("--procfile", "FILE", "the file to write (default: Procfile)");

    @Override
    public MonitorProcfile run(Invocation with) {
        String named =
                folder.orNull() == null ? MonitorName.FOLDER : folder.get().replaceFirst("(?<=.)/+$", "");
        Path monitors = path(with.folder(), named);
        if (!Files.isDirectory(monitors)) {
            throw VektraException.notFound(
                    "no folder " + Shown.quoted(named),
                    Text.of("to create a monitor: ", Next.of("monitors:create", "git/clone")));
        }
        String name = file.orNull() == null ? "Procfile" : file.get();
        Path procfile = path(with.folder(), name);
        MonitorProcfile wanted = MonitorProcfile.of(procfile, new MonitorFolder(monitors).read(), named);
        if (wanted.stale() && !check.isSet()) {
            with.write(name, wanted::write);
        }
        return wanted;
    }

    private static Path path(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw VektraException.invalid(Shown.quoted(name) + " is not the name of a file", null);
        }
    }

    @Override
    public int code(MonitorProcfile result) {
        return check.isSet() && result.stale() ? STALE : super.code(result);
    }

    @Override
    public void print(MonitorProcfile result, Output out) {
        String name = String.valueOf(result.file().getFileName());
        String count = Shown.counted(result.processes().size(), "monitor");
        String stale = check.isSet() ? name + " is out of date" : "Wrote " + name + " with " + count;
        out.line(result.stale() ? stale : name + " is up to date: " + count);
    }

    @Override
    public Object json(MonitorProcfile result) {
        return Json.map(
                "file", String.valueOf(result.file().getFileName()),
                "stale", result.stale(),
                "processes", result.processes());
    }
}

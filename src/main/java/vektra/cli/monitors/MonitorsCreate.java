package vektra.cli.monitors;

import java.util.List;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.definition.Skeleton;

/** Writes the beginning of a monitor. */
public final class MonitorsCreate extends VektraCommand<MonitorsCreate.Result> implements Changing {
    private final Param<String> path = argument("GROUP/NAME", "the monitor, such as git/clone", text -> text);
    private final Param<Skeleton.Template> template = option(
            List.of("--template"), "TEMPLATE", "bash, http, tcp or addon (default: bash)", Skeleton.Template::of);
    private final Flag force = flag("--force", "replace a monitor of that name");

    record Result(String name, String file, boolean executable) {}

    @Override
    public Result run(Invocation with) {
        Skeleton.Template wanted = template.orNull();
        Skeleton skeleton = Skeleton.of(
                MonitorFolder.in(with.folder()), path.get(), wanted == null ? Skeleton.Template.BASH : wanted);
        skeleton.require(force.isSet());
        String file = with.folder().relativize(skeleton.file()).toString();
        with.write(file, skeleton::write);
        return new Result(path.get(), file, skeleton.executable());
    }

    @Override
    public void print(Result result, Output out) {
        out.line("Created " + result.file());
        out.next("Next: edit it, then: vektra monitors:run " + result.name());
    }

    @Override
    public Object json(Result result) {
        return Json.map("monitor", result.name(), "file", result.file(), "executable", result.executable());
    }
}

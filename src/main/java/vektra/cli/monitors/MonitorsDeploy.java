package vektra.cli.monitors;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.run.Deployment;

/** Prints or writes the file by which another program runs the monitors permanently. */
public final class MonitorsDeploy extends AppCommand<MonitorsDeploy.Result> implements Changing {
    private final Param<Deployment.Target> target =
            option(List.of("--to"), "TARGET", "systemd, supervisor or container", Deployment.Target::of);
    private final Flag system = flag("--system", "with systemd: for the machine's instead of your user's");

    private final Param<String> out = option("--out", "FOLDER", "write it into a folder, under its name");

    /** @param file where it was written; null when it is printed */
    record Result(Deployment deployment, @Nullable Path file) {}

    @Override
    public Result run(Invocation with) {
        Deployment made = made(with);
        String folder = out.orNull();
        if (folder == null) {
            return new Result(made, null);
        }
        Path file = with.folder().resolve(folder).resolve(made.name());
        with.write(file.toString(), () -> made.write(file));
        return new Result(made, file);
    }

    private Deployment made(Invocation with) {
        Deployment.Target wanted = target.orNull();
        if (wanted == null) {
            throw VektraException.invalid(
                    "no target given",
                    Text.of("such as ", Input.of("to", "systemd"), "; also supervisor and container"));
        }
        AppName app = with.appIfAny(givenApp());
        Deployment.Where where = new Deployment.Where(
                with.launcher(),
                with.monitors().home(),
                with.folder(),
                app == null ? List.of() : List.of("-a", app.value()));
        return switch (wanted) {
            case SYSTEMD -> Deployment.systemd(with.verbs().services().units(), where, system.isSet());
            case SUPERVISOR -> Deployment.supervisor(where);
            case CONTAINER -> Deployment.container(where);
        };
    }

    @Override
    public void print(Result result, Output to) {
        Deployment made = result.deployment();
        if (result.file() == null) {
            made.text().lines().forEach(to::line);
        } else {
            to.line("Wrote " + result.file());
        }
        to.next("Next: " + made.next());
    }

    @Override
    public Object json(Result result) {
        Deployment made = result.deployment();
        return Json.map(
                "name",
                made.name(),
                "text",
                made.text(),
                "file",
                result.file() == null ? null : result.file().toString());
    }
}

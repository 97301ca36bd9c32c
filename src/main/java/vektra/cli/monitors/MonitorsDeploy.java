package vektra.cli.monitors;

import java.nio.file.Path;
import java.util.List;
import vektra.cli.command.AppCommand;
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

/** Prints the file by which another program runs the monitors permanently. */
public final class MonitorsDeploy extends AppCommand<Deployment> {
    private final Param<Deployment.Target> target =
            option(List.of("--to"), "TARGET", "systemd, supervisor or container", Deployment.Target::of);
    private final Flag system = flag("--system", "with systemd: for the machine's instead of your user's");

    @Override
    public Deployment run(Invocation with) {
        Deployment.Target wanted = target.orNull();
        if (wanted == null) {
            throw VektraException.invalid(
                    "no target given",
                    Text.of("such as ", Input.of("to", "systemd"), "; also supervisor and container"));
        }
        AppName app = with.appIfAny(givenApp());
        Path vektra =
                Path.of(System.getProperty("vektra.root", "")).toAbsolutePath().resolve("bin/vektra");
        Deployment.Where where = new Deployment.Where(
                vektra, with.monitors().home(), with.folder(), app == null ? List.of() : List.of("-a", app.value()));
        return switch (wanted) {
            case SYSTEMD -> Deployment.systemd(with.verbs().services().units(), where, system.isSet());
            case SUPERVISOR -> Deployment.supervisor(where);
            case CONTAINER -> Deployment.container(where);
        };
    }

    @Override
    public void print(Deployment result, Output out) {
        result.text().lines().forEach(out::line);
        out.next("Next: " + result.next());
    }

    @Override
    public Object json(Deployment result) {
        return Json.map("name", result.name(), "text", result.text());
    }
}

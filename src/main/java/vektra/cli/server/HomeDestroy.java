package vektra.cli.server;

import java.nio.file.Files;
import java.util.List;
import vektra.addons.home.DestroyHome;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.logs.RemovedDrain;
import vektra.cli.system.Processes;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Shown;

/** Deletes a home with everything in it. */
public final class HomeDestroy extends VektraCommand<HomeDestroy.Result> implements Changing {
    private final Param<String> confirm = option("--confirm", "PATH", "the path of the home");

    /**
     * The home that is gone.
     *
     * @param changed false when there was none
     * @param undelivered lines that waited for its drains
     * @param kept files of others, which stay
     */
    record Result(String home, boolean changed, DestroyHome.Destroyed destroyed, long undelivered, List<String> kept) {}

    @Override
    public Result run(Invocation with) {
        Processes processes = new Processes(with);
        processes.refuseLasting();
        String home = with.logs().home().toString();
        if (!Files.isDirectory(with.logs().home())) {
            return new Result(home, false, new DestroyHome.Destroyed(List.of(), List.of(), List.of()), 0, List.of());
        }
        long undelivered = RemovedDrain.waiting(with.verbs().drains().all(), with);
        DestroyHome verb = with.verbs().destroyHome();
        DestroyHome.Destroyed destroyed = verb.destroy(home, with.confirmation(confirm));
        processes.stopRouter();
        return new Result(home, true, destroyed, undelivered, verb.deleteFiles());
    }

    @Override
    public void print(Result result, Output out) {
        if (!result.changed()) {
            out.line("Nothing to do: there is no " + result.home());
            return;
        }
        DestroyHome.Destroyed destroyed = result.destroyed();
        out.line("Destroyed " + result.home() + ": "
                + Shown.counted(destroyed.apps().size(), "app") + ", "
                + Shown.counted(destroyed.addons().size(), "add-on") + ", "
                + Shown.counted(destroyed.services().size(), "service"));
        if (result.undelivered() > 0) {
            out.say("Warning: " + Shown.counted(result.undelivered(), "line")
                    + " still waited for drains and will not be delivered");
        }
        if (!result.kept().isEmpty()) {
            out.line("Kept, not written by Vektra: " + String.join(", ", result.kept()));
        }
    }

    @Override
    public Object json(Result result) {
        DestroyHome.Destroyed destroyed = result.destroyed();
        return Json.map(
                "home", result.home(),
                "changed", result.changed(),
                "apps_destroyed", destroyed.apps().stream().map(AppName::value).toList(),
                "addons_destroyed", destroyed.addons(),
                "services_disabled",
                        destroyed.services().stream().map(ServiceName::value).toList(),
                "undelivered", result.undelivered(),
                "kept", result.kept());
    }
}

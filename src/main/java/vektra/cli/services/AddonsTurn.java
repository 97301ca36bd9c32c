package vektra.cli.services;

import java.util.function.BiFunction;
import vektra.addons.services.Servers;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;

/** Starts, stops or restarts the managed server of a service or of a dedicated add-on. */
public final class AddonsTurn extends VektraCommand<Servers.Turned> implements Changing {
    private final Param<String> what = argument("SERVICE", "a service, or an add-on with a server of its own", t -> t);
    private final BiFunction<Servers, String, Servers.Turned> verb;
    private final String done;
    private final String already;

    private AddonsTurn(BiFunction<Servers, String, Servers.Turned> verb, String done, String already) {
        this.verb = verb;
        this.done = done;
        this.already = already;
    }

    public static AddonsTurn start() {
        return new AddonsTurn(Servers::start, "Started", "is already running");
    }

    public static AddonsTurn stop() {
        return new AddonsTurn(Servers::stop, "Stopped", "is not running");
    }

    public static AddonsTurn restart() {
        return new AddonsTurn(Servers::restart, "Restarted", "");
    }

    @Override
    public Servers.Turned run(Invocation with) {
        return verb.apply(with.verbs().services().servers(), what.get());
    }

    @Override
    public void print(Servers.Turned result, Output out) {
        if (result.server().hosts().isEmpty()) {
            out.line("Nothing to do: " + result.server().id() + " is a folder, without a process: "
                    + result.server().at());
            return;
        }
        String server = result.server().id() + " at " + result.server().at();
        out.line(result.changed() ? done + " " + server : "Nothing to do: " + server + " " + already);
    }

    @Override
    public Object json(Servers.Turned result) {
        return Json.map("changed", result.changed(), "server", Views.server(result.server()));
    }
}

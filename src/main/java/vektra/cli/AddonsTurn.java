package vektra.cli;

import java.util.function.BiFunction;
import vektra.addons.Servers;

/** Starts, stops or restarts the managed server of a service or of a dedicated add-on. */
final class AddonsTurn extends VektraCommand<Servers.Turned> implements Changing {
    private final Param<String> what = argument("SERVICE", "a service, or an add-on with a server of its own", t -> t);
    private final BiFunction<Servers, String, Servers.Turned> verb;
    private final String done;
    private final String already;

    private AddonsTurn(BiFunction<Servers, String, Servers.Turned> verb, String done, String already) {
        this.verb = verb;
        this.done = done;
        this.already = already;
    }

    static AddonsTurn start() {
        return new AddonsTurn(Servers::start, "Started", "is already running");
    }

    static AddonsTurn stop() {
        return new AddonsTurn(Servers::stop, "Stopped", "is not running");
    }

    static AddonsTurn restart() {
        return new AddonsTurn(Servers::restart, "Restarted", "");
    }

    @Override
    Servers.Turned run(Invocation with) {
        return verb.apply(new Servers(with.home()), what.get());
    }

    @Override
    void print(Servers.Turned result, Output out) {
        String server = result.server().id() + " at " + result.server().host();
        out.line(result.changed() ? done + " " + server : "Nothing to do: " + server + " " + already);
    }

    @Override
    Object json(Servers.Turned result) {
        return Views.map("changed", result.changed(), "server", Views.server(result.server()));
    }
}

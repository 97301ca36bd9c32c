package vektra.cli.services;

import java.util.List;
import java.util.function.BiFunction;
import vektra.addons.services.Servers;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;

/** Starts, stops or restarts managed servers of services or of dedicated add-ons. */
public final class AddonsTurn extends VektraCommand<List<Servers.Turned>> implements Changing {
    private final Param<String> what = arguments("SERVICE", "services, or add-ons with a server of their own", t -> t);
    private final BiFunction<Servers, List<String>, List<Servers.Turned>> verb;
    private final TurnedText text;

    private AddonsTurn(BiFunction<Servers, List<String>, List<Servers.Turned>> verb, TurnedText text) {
        this.verb = verb;
        this.text = text;
    }

    public static AddonsTurn start() {
        return new AddonsTurn(Servers::start, TurnedText.STARTED);
    }

    public static AddonsTurn stop() {
        return new AddonsTurn(Servers::stop, TurnedText.STOPPED);
    }

    public static AddonsTurn restart() {
        return new AddonsTurn(Servers::restart, TurnedText.RESTARTED);
    }

    @Override
    public List<Servers.Turned> run(Invocation with) {
        return verb.apply(with.verbs().services().servers(), what.all());
    }

    @Override
    public int code(List<Servers.Turned> result) {
        return ExitCode.ofSeveral(result.stream().allMatch(turned -> turned.problem() == null));
    }

    @Override
    public void print(List<Servers.Turned> result, Output out) {
        result.forEach(turned -> text.print(turned, out));
    }

    /** One object for one server, as ever; a list for several. */
    @Override
    public Object json(List<Servers.Turned> result) {
        return result.size() == 1
                ? TurnedText.json(result.get(0))
                : result.stream().map(TurnedText::json).toList();
    }
}

package vektra.cli.system;

import java.util.List;
import vektra.addons.services.Servers;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.services.TurnedText;
import vektra.cli.terminal.Output;
import vektra.json.Json;

/** Starts all servers of a home, and its log router if it is needed. */
public final class Start extends VektraCommand<Start.Result> implements Changing {
    /** @param router whether the log router was started */
    record Result(List<Servers.Turned> servers, boolean router) {}

    @Override
    public Result run(Invocation with) {
        List<Servers.Turned> servers = with.verbs().services().servers().startAll();
        return new Result(servers, new Processes(with).startRouter());
    }

    @Override
    public int code(Result result) {
        return ExitCode.ofSeveral(result.servers().stream().allMatch(turned -> turned.problem() == null));
    }

    @Override
    public void print(Result result, Output out) {
        if (result.servers().isEmpty() && !result.router()) {
            out.line("Nothing to do: there is nothing to start");
        }
        result.servers().forEach(turned -> TurnedText.STARTED.print(turned, out));
        if (result.router()) {
            out.line("Started the log router");
        }
    }

    @Override
    public Object json(Result result) {
        return Json.map(
                "servers", result.servers().stream().map(TurnedText::json).toList(), "router_started", result.router());
    }
}

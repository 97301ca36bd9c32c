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

/** Stops all that runs in a home: API servers, monitors, the log router, then the servers. */
public final class Stop extends VektraCommand<Stop.Result> implements Changing {
    record Result(List<Processes.Ended> processes, List<Servers.Turned> servers) {}

    @Override
    public Result run(Invocation with) {
        // first what would start a server again
        List<Processes.Ended> processes = new Processes(with).stop();
        return new Result(processes, with.verbs().services().servers().stopAll());
    }

    @Override
    public int code(Result result) {
        return ExitCode.ofSeveral(result.processes().stream().allMatch(ended -> ended.problem() == null)
                && result.servers().stream().allMatch(turned -> turned.problem() == null));
    }

    @Override
    public void print(Result result, Output out) {
        if (result.processes().isEmpty() && result.servers().isEmpty()) {
            out.line("Nothing to do: there is nothing to stop");
        }
        for (Processes.Ended ended : result.processes()) {
            out.line(
                    ended.problem() == null
                            ? "Stopped the " + ended.process().name()
                            : "Not stopped: " + ended.process().name() + ": " + ended.problem());
        }
        result.servers().forEach(turned -> TurnedText.STOPPED.print(turned, out));
    }

    @Override
    public Object json(Result result) {
        return Json.map(
                "processes",
                result.processes().stream().map(Processes.Ended::json).toList(),
                "servers",
                result.servers().stream().map(TurnedText::json).toList());
    }
}

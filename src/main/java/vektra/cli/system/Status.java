package vektra.cli.system;

import java.util.ArrayList;
import java.util.List;
import vektra.addons.services.Servers;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.services.StatusText;
import vektra.cli.terminal.Output;
import vektra.json.Json;

/** Shows all that a home has running, or has stopped. */
public final class Status extends VektraCommand<Status.Result> {
    private static final List<String> HEADS = List.of("what", "state", "address", "detail");

    record Result(List<Servers.Watched> servers, List<Processes.One> processes) {}

    @Override
    public Result run(Invocation with) {
        return new Result(with.verbs().services().servers().statusAll(), new Processes(with).running());
    }

    @Override
    public void print(Result result, Output out) {
        if (result.servers().isEmpty() && result.processes().isEmpty()) {
            out.line("Nothing runs here, and no service with a server is enabled");
            return;
        }
        List<List<String>> rows =
                new ArrayList<>(result.servers().stream().map(StatusText::row).toList());
        result.processes().forEach(process -> rows.add(process.row()));
        out.table(HEADS, rows);
    }

    @Override
    public Object json(Result result) {
        return Json.map(
                "servers", result.servers().stream().map(StatusText::json).toList(),
                "processes",
                        result.processes().stream().map(Processes.One::json).toList());
    }
}

package vektra.cli.services;

import java.util.List;
import vektra.addons.services.Servers;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;

/** Shows how the servers of services, or of dedicated add-ons, are doing. */
public final class AddonsStatus extends VektraCommand<List<Servers.Watched>> {
    private static final List<String> HEADS = List.of("server", "state", "address", "detail");

    private final Param<String> what = arguments("SERVICE", "services, or add-ons with a server of their own", t -> t);

    @Override
    public List<Servers.Watched> run(Invocation with) {
        return with.verbs().services().servers().status(what.all());
    }

    @Override
    public void print(List<Servers.Watched> result, Output out) {
        if (result.size() == 1) {
            StatusText.print(result.get(0), out);
        } else {
            out.table(HEADS, result.stream().map(StatusText::row).toList());
        }
    }

    /** One object for one server, as ever; a list for several. */
    @Override
    public Object json(List<Servers.Watched> result) {
        return result.size() == 1
                ? StatusText.json(result.get(0))
                : result.stream().map(StatusText::json).toList();
    }
}

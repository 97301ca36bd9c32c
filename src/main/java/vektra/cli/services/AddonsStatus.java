package vektra.cli.services;

import java.util.ArrayList;
import java.util.List;
import vektra.addons.services.Servers;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;

/** Shows how the server of a service, or of a dedicated add-on, is doing. */
public final class AddonsStatus extends VektraCommand<Servers.Watched> {
    private static final String SINCE = "since ";

    private final Param<String> what = argument("SERVICE", "a service, or an add-on with a server of its own", t -> t);

    @Override
    public Servers.Watched run(Invocation with) {
        return with.verbs().services().servers().status(what.get());
    }

    @Override
    public void print(Servers.Watched result, Output out) {
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Server", result.server().id()));
        pairs.add(List.of("State", Views.word(result.status().state())));
        String detail = result.status().detail();
        boolean since = detail.startsWith(SINCE);
        pairs.add(since ? List.of("Since", detail.substring(SINCE.length())) : List.of("Detail", detail));
        pairs.add(List.of("Address", result.server().at()));
        pairs.add(List.of("Version", result.server().version()));
        if (result.status().pid() != null) {
            pairs.add(List.of("Pid", result.status().pid().toString()));
        }
        if (result.server().folder() != null) {
            pairs.add(List.of("Folder", result.server().folder()));
        }
        result.cautions().forEach(caution -> pairs.add(List.of("Caution", caution)));
        out.pairs(pairs);
    }

    @Override
    public Object json(Servers.Watched result) {
        return Json.map(
                "state",
                Views.word(result.status().state()),
                "detail",
                result.status().detail(),
                "pid",
                result.status().pid(),
                "folder",
                result.server().folder(),
                "cautions",
                result.cautions(),
                "server",
                Views.server(result.server()));
    }
}

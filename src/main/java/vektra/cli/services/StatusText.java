package vektra.cli.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Servers;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.service.ServerStatus;

/** How the state of a server is shown. */
public final class StatusText {
    private static final String SINCE = "since ";

    private StatusText() {}

    /** All that is known of one. */
    static void print(Servers.Watched watched, Output out) {
        List<List<String>> pairs = new ArrayList<>();
        pairs.add(List.of("Server", watched.server().id()));
        pairs.add(List.of("State", Views.word(watched.status().state())));
        String detail = watched.status().detail();
        boolean since = detail.startsWith(SINCE);
        pairs.add(since ? List.of("Since", detail.substring(SINCE.length())) : List.of("Detail", detail));
        pairs.add(List.of("Address", watched.server().at()));
        pairs.add(List.of("Version", watched.server().version()));
        if (watched.status().pid() != null) {
            pairs.add(List.of("Pid", watched.status().pid().toString()));
        }
        if (watched.server().folder() != null) {
            pairs.add(List.of("Folder", watched.server().folder()));
        }
        watched.cautions().forEach(caution -> pairs.add(List.of("Caution", caution)));
        out.pairs(pairs);
    }

    /** One as a row: its name, state, address and what else is known. */
    public static List<String> row(Servers.Watched watched) {
        return List.of(
                watched.server().id(),
                Views.word(watched.status().state()),
                watched.server().at(),
                // the state says as much
                watched.status().state() == ServerStatus.State.STOPPED
                        ? ""
                        : watched.status().detail());
    }

    public static Map<String, @Nullable Object> json(Servers.Watched watched) {
        return Json.map(
                "state",
                Views.word(watched.status().state()),
                "detail",
                watched.status().detail(),
                "pid",
                watched.status().pid(),
                "folder",
                watched.server().folder(),
                "cautions",
                watched.cautions(),
                "server",
                Views.server(watched.server()));
    }
}

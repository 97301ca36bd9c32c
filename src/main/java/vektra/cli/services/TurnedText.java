package vektra.cli.services;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.Servers;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.service.Server;

/** How a start, a stop or a restart of a server is shown. */
public enum TurnedText {
    STARTED("is already running"),
    STOPPED("is not running"),
    RESTARTED("");

    private final String already;

    TurnedText(String already) {
        this.already = already;
    }

    public void print(Servers.Turned turned, Output out) {
        Server server = turned.server();
        String word = name().toLowerCase(Locale.ROOT);
        if (server.hosts().isEmpty()) {
            out.line("Nothing to do: " + server.id() + " is a folder, without a process: " + server.at());
            return;
        }
        if (turned.problem() != null) {
            out.line("Not " + word + ": " + server.id() + ": " + turned.problem());
            return;
        }
        String named = server.id() + " at " + server.at();
        out.line(turned.changed() ? Output.capital(word) + " " + named : "Nothing to do: " + named + " " + already);
    }

    /** With the problem only where there is one. */
    public static Map<String, @Nullable Object> json(Servers.Turned turned) {
        Map<String, @Nullable Object> view =
                Json.map("changed", turned.changed(), "server", Views.server(turned.server()));
        if (turned.problem() != null) {
            view.put("problem", turned.problem());
        }
        return view;
    }
}

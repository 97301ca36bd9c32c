package vektra.cli.logs;

import java.util.List;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.logs.router.RouterStatus;
import vektra.model.logs.LogSettings;
import vektra.model.text.Shown;

/** How the log router is shown, in words and as JSON. */
final class RouterViews {
    private RouterViews() {}

    static void print(LogsRouter.Result result, Output out) {
        RouterStatus found = result.status();
        if (found == null) {
            return;
        }
        LogSettings settings = result.settings();
        out.pairs(List.of(
                List.of("Pid", String.valueOf(found.pid())),
                List.of("Since", Shown.time(found.since())),
                List.of("Sources", String.valueOf(found.sources())),
                List.of(
                        "Listens at",
                        settings.listen() == null ? "-" : settings.listen().toString()),
                List.of("Socket", settings.socket() == null ? "-" : settings.socket())));
        if (!found.drains().isEmpty()) {
            out.table(
                    List.of("drain", "state", "lines/s", "waiting", "lost"),
                    found.drains().stream()
                            .map(drain -> List.of(
                                    drain.name().value(),
                                    DrainViews.state(drain),
                                    String.valueOf(DrainViews.rate(drain)),
                                    String.valueOf(drain.lines()),
                                    String.valueOf(drain.lost())))
                            .toList());
        }
    }

    static Object json(LogsRouter.Result result) {
        RouterStatus found = result.status();
        LogSettings settings = result.settings();
        return Json.map(
                "outcome",
                Views.word(result.what()),
                "listen",
                settings.listen() == null ? null : settings.listen().toString(),
                "socket",
                settings.socket(),
                "pid",
                found == null ? null : found.pid(),
                "since",
                found == null ? null : Json.time(found.since()),
                "sources",
                found == null ? null : found.sources(),
                "drains",
                found == null
                        ? List.of()
                        : found.drains().stream().map(DrainViews::named).toList());
    }
}

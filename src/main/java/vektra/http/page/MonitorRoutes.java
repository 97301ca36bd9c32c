package vektra.http.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.monitors.page.Board;
import vektra.monitors.page.Published;
import vektra.monitors.page.StatusPage;

/** What monitors say: as the status page, and as a state for each source. */
public final class MonitorRoutes {
    private final Published boards;

    public MonitorRoutes(Published boards) {
        this.boards = boards;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/monitors/page", "The status page", "text/html", this::page),
                Route.get(
                        "/monitors/states",
                        "The state of each source that is monitored",
                        "MonitorStates",
                        this::states));
    }

    private Answer page(Call call) {
        return Answer.text("text/html; charset=utf-8", StatusPage.html(boards.get(), Duration.ZERO))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }

    private Answer states(Call call) {
        return Answer.ok(boards.get().tiles().stream().map(MonitorRoutes::view).toList());
    }

    private static Object view(Board.Tile tile) {
        return Json.map(
                "source", tile.name(),
                "state", tile.state().name().toLowerCase(Locale.ROOT),
                "since", Json.time(tile.since()),
                "reason", tile.reason());
    }
}

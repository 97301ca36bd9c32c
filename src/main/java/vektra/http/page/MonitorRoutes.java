package vektra.http.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.Token;
import vektra.monitors.page.Board;
import vektra.monitors.page.Published;
import vektra.monitors.page.StatusPage;
import vektra.monitors.uptime.Exposition;

/** What monitors say: as the status page, as a state for each source, and for Prometheus; for tokens of every scope. */
public final class MonitorRoutes {
    private final Published boards;
    private final Supplier<Exposition> figures;

    public MonitorRoutes(Published boards, Supplier<Exposition> figures) {
        this.boards = boards;
        this.figures = figures;
    }

    public List<Route> all() {
        return Stream.of(
                        Route.get("/monitors/page", "The status page", "text/html", this::page),
                        Route.get(
                                "/monitors/states",
                                "The state of each source that is monitored",
                                "MonitorStates",
                                this::states),
                        Route.get(
                                "/monitors/metrics",
                                "The figures of monitors, in the text format of Prometheus",
                                "text/plain",
                                this::metrics))
                .map(route -> route.needs(Token.Scope.MONITORS))
                .toList();
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

    private Answer metrics(Call call) {
        return Answer.text(Exposition.TYPE, figures.get().prometheus());
    }

    private static @Nullable Double known(double percent) {
        return Double.isNaN(percent) ? null : percent;
    }

    private static Object view(Board.Tile tile) {
        return Json.map(
                "source", tile.name(),
                "state", tile.state().name().toLowerCase(Locale.ROOT),
                "since", Json.time(tile.since()),
                "reason", tile.reason(),
                "uptime", known(tile.uptime()),
                "coverage", known(tile.coverage()));
    }
}

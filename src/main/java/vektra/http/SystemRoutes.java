package vektra.http;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import vektra.addons.Inventory;
import vektra.addons.recovery.ArchiveHealth;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.OpenApi;
import vektra.http.request.Route;
import vektra.http.request.RouteTable;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.service.Server;
import vektra.model.text.VektraException;

/** The server itself. */
final class SystemRoutes {
    private final Metrics metrics;
    private final RouteTable routes;

    SystemRoutes(Metrics metrics, RouteTable routes) {
        this.metrics = metrics;
        this.routes = routes;
    }

    List<Route> all() {
        return List.of(
                Route.get("/health", "Health of the server", "Health", call -> Answer.ok(Json.map("status", "ok")))
                        .needs(null),
                Route.view("/metrics", "Metrics for Prometheus", "text/plain", this::metrics),
                Route.view(
                                "/openapi.json",
                                "This document",
                                "Document",
                                call -> Answer.ok(OpenApi.document(routes.all())))
                        .forSomeApps());
    }

    /** By server, 1 where what is written now would not be brought back. */
    private static Map<String, Long> archives(ArchiveHealth archives, Stream<Addon> addons) {
        Map<String, Long> problems = new TreeMap<>();
        for (Server server : archives.keeping(addons)) {
            problems.put("server=\"" + server.id() + "\"", hasProblem(archives, server) ? 1L : 0L);
        }
        return problems;
    }

    private static boolean hasProblem(ArchiveHealth archives, Server server) {
        try {
            return archives.problem(server, Instant.now()).isPresent();
        } catch (VektraException e) {
            return true; // a server that is down
        }
    }

    private Answer metrics(Call call) {
        List<Addon> all = call.verbs().inventory().all().stream()
                .map(Inventory.Row::addon)
                .toList();
        Map<String, Long> addons = new TreeMap<>();
        all.forEach(addon -> addons.merge(
                "service=\"" + addon.service() + "\",state=\""
                        + addon.state().name().toLowerCase(Locale.ROOT) + "\"",
                1L,
                Long::sum));
        Map<String, Map<String, Long>> gauges = new TreeMap<>();
        gauges.put("vektra_addons", addons);
        gauges.put("vektra_apps", Map.of("", (long) call.find().apps().size()));
        gauges.put("vektra_archive_problems", archives(call.verbs().data().archives(), all.stream()));
        return Answer.text("text/plain; version=0.0.4; charset=utf-8", metrics.text(gauges));
    }
}

package vektra.http.mcp;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.http.request.RouteTable;
import vektra.mcp.Desk;
import vektra.mcp.Plans;
import vektra.mcp.sdk.PostedServer;

/** Serves coding assistants over HTTP: each message is a request, and a plan belongs to the token that asked for it. */
public final class McpRoutes {
    private final RouteTable routes;
    private final Function<String, Verbs> verbs;
    private final Function<String, DryRun> dryRuns;
    private final Plans plans = new Plans(Clock.systemUTC());
    private @Nullable PostedServer server;

    public McpRoutes(RouteTable routes, Function<String, Verbs> verbs, Function<String, DryRun> dryRuns) {
        this.routes = routes;
        this.verbs = verbs;
        this.dryRuns = dryRuns;
    }

    public List<Route> all() {
        return List.of(
                Route.view("/mcp", "Tools for coding assistants: the Model Context Protocol", "Anything", this::answer)
                        .by("POST")
                        .takes("Anything")
                        .forSomeApps());
    }

    private Answer answer(Call call) {
        String message = new String(call.bytes(), StandardCharsets.UTF_8);
        RouteTools tools = new RouteTools(routes, call, verbs, dryRuns);
        Desk desk = new Desk(tools, plans, call.caller().token().hash(), false);
        String answer = server().answer(message, desk);
        return answer == null
                ? new Answer(202, "application/json", null, Map.of())
                : new Answer(200, "application/json", answer.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Made when the first assistant comes, since it loads the SDK. */
    private synchronized PostedServer server() {
        if (server == null) {
            server = new PostedServer(RouteTools.all(routes));
        }
        return server;
    }
}

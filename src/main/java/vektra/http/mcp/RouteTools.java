package vektra.http.mcp;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.http.access.Access;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Caller;
import vektra.http.request.Hints;
import vektra.http.request.Paths;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.http.request.RouteTable;
import vektra.http.request.Wording;
import vektra.json.Json;
import vektra.mcp.Outcome;
import vektra.mcp.Planned;
import vektra.mcp.Tool;
import vektra.mcp.Toolbox;
import vektra.mcp.Wanted;
import vektra.model.text.VektraException;

/**
 * The routes as tools, for the caller of one request: each call is a request of that caller within it, past the same guards
 * and to the same handler, for a plan with verbs that only say what they would do.
 */
final class RouteTools implements Toolbox {
    private static final int REFUSED = 400;
    private static final int UNCONFIRMED = 423;

    private final RouteTable routes;
    private final Call outer;
    private final Function<String, Verbs> verbs;
    private final Function<String, DryRun> dryRuns;
    private @Nullable List<Tool> allowed;

    RouteTools(RouteTable routes, Call outer, Function<String, Verbs> verbs, Function<String, DryRun> dryRuns) {
        this.routes = routes;
        this.outer = outer;
        this.verbs = verbs;
        this.dryRuns = dryRuns;
    }

    /** Every tool that any token could use. */
    static List<Tool> all(RouteTable routes) {
        return RouteOffer.ALL.stream()
                .map(offer -> tool(offer, route(routes, offer)))
                .toList();
    }

    @Override
    public List<Tool> tools() {
        if (allowed == null) {
            allowed = RouteOffer.ALL.stream()
                    .filter(offer -> isAllowed(route(routes, offer), outer.caller()))
                    .map(offer -> tool(offer, route(routes, offer)))
                    .toList();
        }
        return allowed;
    }

    @Override
    public Optional<Tool> tool(String name) {
        return offered(name).map(offer -> tool(offer, route(routes, offer)));
    }

    private static boolean isAllowed(Route route, Caller caller) {
        try {
            Access.check(caller, route);
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private static Route route(RouteTable routes, RouteOffer offer) {
        return routes.all().stream()
                .filter(route -> route.method().equals(offer.method())
                        && route.path().text().equals(offer.path()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no route " + offer.method() + " " + offer.path()));
    }

    private static Tool tool(RouteOffer offer, Route route) {
        String description =
                route.summary() + ": " + route.method() + " " + route.path().text() + ".";
        return Tool.of(
                offer.tool(),
                route.summary(),
                description,
                new RouteForm(route).schema(),
                offer.changes(),
                offer.secret());
    }

    private static Optional<RouteOffer> offered(String tool) {
        return RouteOffer.ALL.stream()
                .filter(offer -> offer.tool().equals(tool))
                .findFirst();
    }

    private static RouteOffer offer(Wanted wanted) {
        return offered(wanted.tool()).orElseThrow(() -> new IllegalStateException("no tool " + wanted.tool()));
    }

    @Override
    public Outcome read(Wanted wanted) {
        return outcome(wanted, verbs);
    }

    @Override
    public Outcome carryOut(Wanted wanted, @Nullable String confirmed) {
        return outcome(wanted, verbs);
    }

    @Override
    public Planned plan(Wanted wanted) {
        AtomicReference<@Nullable DryRun> dry = new AtomicReference<>();
        Outcome outcome = outcome(wanted, user -> {
            DryRun run = dryRuns.apply(user);
            dry.set(run);
            return run.verbs();
        });
        DryRun run = dry.get();
        if (outcome.failed()) {
            return new Planned("", List.of(), outcome);
        }
        RouteOffer offer = offer(wanted);
        String command = offer.method() + " " + new RouteForm(route(routes, offer)).path(wanted.arguments());
        return new Planned(command, run == null ? List.of() : run.plan().get(), null);
    }

    private Outcome outcome(Wanted wanted, Function<String, Verbs> with) {
        RouteOffer offer = offer(wanted);
        Wording wording = Wording.of(routes);
        Answer answer;
        try {
            RouteForm form = new RouteForm(route(routes, offer));
            URI uri = URI.create(form.path(wanted.arguments()));
            RouteTable.Found found = routes.find(offer.method(), Paths.segments(uri.getRawPath()));
            wording = wording.at(found);
            Access.check(outer.caller(), found.route());
            answer = found.route()
                    .handler()
                    .answer(new Call(
                            new InnerExchange(outer.exchange(), offer.method(), uri, form.body(wanted.arguments())),
                            found.names(),
                            outer.caller(),
                            with,
                            outer.base(),
                            new Hints(),
                            wording));
        } catch (Refusal e) {
            answer = e.answer(wording);
        } catch (VektraException e) {
            answer = Refusal.of(e).answer(wording);
        }
        return outcome(answer, offer);
    }

    private static Outcome outcome(Answer answer, RouteOffer offer) {
        Object body;
        try {
            body = answer.content().length == 0 ? null : Json.parse(answer.content());
        } catch (IOException e) {
            throw new IllegalStateException("the answer of " + offer.path() + " is no JSON", e);
        }
        if (answer.status() >= REFUSED) {
            Map<String, Object> refusal = Json.object(body);
            Object hint = refusal.get("hint");
            return Outcome.refused(
                    String.valueOf(refusal.get("message")),
                    answer.status() == UNCONFIRMED
                            ? "a person can do it: " + offer.method() + " " + offer.path() + " with confirm"
                            : hint == null ? null : String.valueOf(hint));
        }
        String warning = answer.headers().get("Warning-Message");
        return Outcome.of(body, warning == null ? List.of() : List.of("Warning: " + warning));
    }
}

package vektra.http.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All routes; where two fit, the one that was added first. */
public final class RouteTable {
    private final List<Route> routes = new ArrayList<>();

    public RouteTable add(List<Route> more) {
        routes.addAll(more);
        return this;
    }

    public List<Route> all() {
        return List.copyOf(routes);
    }

    /** A route with the values of the places in its path. */
    public record Found(Route route, Map<String, String> names) {}

    /**
     * The route of a request; an unknown path is not found, a known one with another method is refused as such, and what
     * Vektra does not have is answered by what to do instead.
     */
    public Found find(String method, List<String> path) {
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> names = route.path().match(path);
            if (names != null) {
                if (route.method().equals(method)) {
                    return new Found(route, names);
                }
                known = true;
            }
        }
        Refusal unknown = known ? Refusal.wrongMethod() : Refusal.noSuchPage();
        throw Instead.of(method, path).map(Refusal::instead).orElse(unknown);
    }

    /** The route of a method and a template. */
    @Nullable
    Route of(String method, String template) {
        return routes.stream()
                .filter(route ->
                        route.method().equals(method) && route.path().text().equals(template))
                .findFirst()
                .orElse(null);
    }
}

package vektra.http.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Percent;

/** Which requests do what verbs of the command line do: the one place that knows both. */
final class Requests {
    private static final String APP = "/apps/{app}";
    private static final String ADDONS = APP + "/addons";
    private static final String ADDON = ADDONS + "/{addon}";
    private static final String ATTACHMENTS = APP + "/addon-attachments";
    private static final String VARS = APP + "/config-vars";
    private static final String DRAINS = APP + "/log-drains";

    /** Where several fit, the first. What is missing has no request, or none that helps who has no token yet. */
    static final List<Way> WAYS = List.of(
            Way.of("addons", "GET", "/addons").when("all"),
            Way.of("addons", "GET", ADDONS),
            Way.of("addons:action", "GET", ADDON + "/actions/{action}", "addon", "action")
                    .when("read-only"),
            Way.of("addons:action", "POST", ADDON + "/actions/{action}", "addon", "action"),
            Way.of("addons:attach", "POST", ATTACHMENTS, "addon"),
            Way.of("addons:bind", "POST", ADDONS, "plan"),
            Way.of("addons:create", "POST", ADDONS, "plan"),
            Way.of("addons:destroy", "DELETE", ADDON, "addon"),
            Way.of("addons:detach", "DELETE", ATTACHMENTS + "/{attachment}", "attachment"),
            Way.of("addons:info", "GET", "/addons/{addon}", "addon"),
            Way.of("addons:plans", "GET", "/addon-services/{service}/plans", "service"),
            Way.of("addons:services", "GET", "/addon-services"),
            Way.of("addons:unbind", "DELETE", ATTACHMENTS + "/{attachment}", "service"),
            Way.of("addons:upgrade", "PATCH", ADDON, "addon", "plan"),
            Way.of("addons:wait", "GET", "/addons/{addon}", "addon").until("its state is provisioned"),
            Way.of("apps", "GET", "/apps"),
            Way.of("apps:create", "POST", "/apps", "name"),
            Way.of("backups", "GET", "/client/v11/apps/{app}/transfers"),
            Way.of("config", "GET", VARS),
            Way.of("config:unset", "PATCH", VARS, "var").unsetting("var"),
            Way.of("drains", "GET", DRAINS),
            Way.of("drains:info", "GET", DRAINS + "/{drain}", "drain"),
            Way.of("drains:remove", "DELETE", DRAINS + "/{drain}", "drain"),
            Way.of("releases", "GET", APP + "/releases"),
            Way.of("tokens", "GET", "/tokens"),
            Way.of("tokens:revoke", "DELETE", "/tokens/{token}", "token"));

    private final RouteTable routes;

    Requests(RouteTable routes) {
        this.routes = routes;
    }

    /**
     * A verb and the route that does the same.
     *
     * @param arguments what the route calls the arguments of the verb, in order
     * @param when an input that must be there; null for none
     * @param until when the request has to be repeated; null when it has not
     * @param unset the argument that names a field which becomes null; null for none
     */
    record Way(
            String verb,
            String method,
            String path,
            List<String> arguments,
            @Nullable String when,
            @Nullable String until,
            @Nullable String unset) {

        static Way of(String verb, String method, String path, String... arguments) {
            return new Way(verb, method, path, List.of(arguments), null, null, null);
        }

        Way when(String input) {
            return new Way(verb, method, path, arguments, input, until, unset);
        }

        Way until(String state) {
            return new Way(verb, method, path, arguments, when, state, unset);
        }

        Way unsetting(String argument) {
            return new Way(verb, method, path, arguments, when, until, argument);
        }

        boolean fits(Next next) {
            return verb.equals(next.verb())
                    && arguments.size() == next.arguments().size()
                    && (when == null || next.input(when).isPresent());
        }
    }

    /** A request that can be sent; the body is empty for none. */
    record Request(
            String method,
            String path,
            Map<String, @Nullable Object> body,
            @Nullable String until) {}

    /**
     * The request that does the same; empty when there is none.
     *
     * @param present the names in the path of the request in hand, which say what the verb leaves open
     */
    Optional<Request> of(Next next, Map<String, String> present) {
        return first(next, Map.of()).or(() -> first(next, present));
    }

    private Optional<Request> first(Next next, Map<String, String> present) {
        return WAYS.stream()
                .filter(way -> way.fits(next))
                .flatMap(way -> request(way, next, present).stream())
                .findFirst();
    }

    private Optional<Request> request(Way way, Next next, Map<String, String> present) {
        Route route = route(way);
        Map<String, @Nullable String> given = given(way, next);
        List<String> path = new ArrayList<>();
        for (String segment : route.path().segments()) {
            if (!segment.startsWith("{")) {
                path.add(segment);
                continue;
            }
            String place = segment.substring(1, segment.length() - 1);
            String value = given.containsKey(place) ? given.remove(place) : present.get(place);
            if (value == null) {
                return Optional.empty();
            }
            path.add(Percent.encoded(value));
        }
        return Optional.of(
                new Request(route.method(), "/" + String.join("/", path), body(way, route, given, next), way.until()));
    }

    /** The route of a way, which a test proves to be there. */
    Route route(Way way) {
        Route route = routes.of(way.method(), way.path());
        if (route == null) {
            throw new IllegalStateException("no route " + way.method() + " " + way.path());
        }
        return route;
    }

    private static Map<String, @Nullable String> given(Way way, Next next) {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        for (int i = 0; i < way.arguments().size(); i++) {
            given.put(way.arguments().get(i), next.arguments().get(i));
        }
        next.inputs().forEach(input -> given.put(input.name(), input.value()));
        next.known().forEach(input -> given.put(input.name(), input.value()));
        return given;
    }

    private static Map<String, @Nullable Object> body(
            Way way, Route route, Map<String, @Nullable String> given, Next next) {
        if (way.unset() != null) {
            return Json.map(given.get(way.unset()), null);
        }
        Map<String, @Nullable Object> body = Json.map();
        given.forEach((name, value) -> put(body, route, name, value));
        for (Input option : next.options()) {
            put(body, route, option.name(), option.value());
        }
        return body;
    }

    private static void put(Map<String, @Nullable Object> body, Route route, String name, @Nullable String value) {
        InputField field = InputField.of(route, name);
        if (field != null && !field.query()) {
            field.put(body, value);
        }
    }
}

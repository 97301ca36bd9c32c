package vektra.http.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;

/** Says to callers of one route what they can do: which request to send, which field to add. */
public final class Wording {
    private static final String ELSEWHERE = "on the server's machine";
    private static final String CONFIRM = "confirm";

    private final Requests requests;
    private final @Nullable Route route;
    private final Map<String, String> names;

    private Wording(Requests requests, @Nullable Route route, Map<String, String> names) {
        this.requests = requests;
        this.route = route;
        this.names = names;
    }

    /** For requests that lead nowhere yet. */
    public static Wording of(RouteTable routes) {
        return new Wording(new Requests(routes), null, Map.of());
    }

    public Wording at(RouteTable.Found found) {
        return new Wording(requests, found.route(), found.names());
    }

    /** A text in terms of HTTP. */
    String say(Text text) {
        StringBuilder said = new StringBuilder();
        List<Text.Part> parts = text.parts();
        boolean elsewhere = false;
        for (int i = 0; i < parts.size(); i++) {
            Text.Part part = parts.get(i);
            if (part instanceof Input input) {
                said.append(input(input, said.toString().endsWith(": ")));
            } else if (part instanceof Next next) {
                Optional<Requests.Request> request = requests.of(next, names);
                if (request.isPresent()) {
                    said.append(shown(request.get()));
                } else {
                    command(said, next, i == parts.size() - 1, elsewhere);
                    elsewhere = true;
                }
            } else {
                said.append(part);
            }
        }
        return said.toString().strip();
    }

    /** What a text says to do next, for programs: requests, or commands where there is no request. */
    List<Object> next(Text text) {
        List<Object> all = new ArrayList<>();
        for (Text.Part part : text.parts()) {
            if (part instanceof Next next) {
                all.add(requests.of(next, names)
                        .map(Wording::data)
                        .orElseGet(() -> Json.map("command", next.toString())));
            }
        }
        return all;
    }

    private static Map<String, @Nullable Object> data(Requests.Request request) {
        Map<String, @Nullable Object> data = Json.map("method", request.method(), "path", request.path());
        if (!request.body().isEmpty()) {
            data.put("body", request.body());
        }
        return data;
    }

    /** What has no request is typed where the server is. */
    private static void command(StringBuilder said, Next next, boolean last, boolean again) {
        if (again || !last || (said.length() > 0 && !said.toString().endsWith(": "))) {
            said.append(next).append(again ? "" : " (" + ELSEWHERE + ")");
            return;
        }
        if (said.length() > 0) {
            said.setLength(said.length() - 2);
            said.append(' ');
        }
        said.append(ELSEWHERE).append(": ").append(next);
    }

    private String input(Input input, boolean asked) {
        InputField field = route == null ? null : InputField.of(route, input.name());
        if (field == null) {
            // what needs no confirmation here is sent by a request that can only be meant
            return input.name().equals(CONFIRM) ? "" : "the command line's " + input;
        }
        if (input.value() == null && !field.flag()) {
            return field.path().stream()
                    .map(Wording::shown)
                    .reduce((outer, inner) -> inner + " of " + outer)
                    .orElseThrow();
        }
        if (field.query()) {
            return field.path().get(0) + "=" + input.value() + " in the query";
        }
        Map<String, @Nullable Object> body = Json.map();
        field.put(body, input.value());
        return (asked ? "send " : "") + fields(body);
    }

    private static String shown(Requests.Request request) {
        return request.method() + " " + request.path()
                + (request.body().isEmpty() ? "" : " " + shown(request.body()))
                + Optional.ofNullable(request.until())
                        .map(state -> " until " + state)
                        .orElse("");
    }

    private static String fields(Map<?, ?> fields) {
        return fields.entrySet().stream()
                .map(field -> shown(field.getKey()) + ": " + shown(field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Map<?, ?> fields ? "{" + fields(fields) + "}" : Json.line(value);
    }
}

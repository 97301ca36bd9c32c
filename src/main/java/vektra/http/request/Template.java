package vektra.http.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The path of a route, such as {@code /apps/{app}/addons}. */
public record Template(String text, List<String> segments) {
    static Template of(String text) {
        return new Template(text, List.of(text.substring(1).split("/", -1)));
    }

    boolean has(String place) {
        return segments.contains("{" + place + "}");
    }

    /** The values at the places in braces; null when a path is another one. */
    @Nullable
    Map<String, String> match(List<String> path) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                names.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return null;
            }
        }
        return names;
    }
}

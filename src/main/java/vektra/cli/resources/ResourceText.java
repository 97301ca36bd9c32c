package vektra.cli.resources;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** How options of resources are typed. */
final class ResourceText {
    private ResourceText() {}

    /**
     * Options as Convox takes them, such as {@code MaxMemory=64mb}.
     *
     * @param form what is expected, such as {@code Name=Value}
     */
    static Map<String, String> pairs(List<String> words, String form) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw VektraException.invalid(form + " expected: " + Shown.plain(word), "such as maxmemory=64mb");
            }
            String name = word.substring(0, equals);
            if (pairs.put(name, word.substring(equals + 1)) != null) {
                throw VektraException.invalid(Shown.plain(name) + " was given twice", "give it once");
            }
        }
        return pairs;
    }
}

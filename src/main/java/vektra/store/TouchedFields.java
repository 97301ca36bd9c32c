package vektra.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of an audit's line that say what was changed, as they are collected. */
final class TouchedFields {
    /** The fields in their order; those that stay empty are left out. */
    private static final List<String> ORDER = List.of(
            "apps",
            "services",
            "addons",
            "attachments",
            "drains",
            "spaces",
            "tokens",
            "set",
            "unset",
            "plans",
            "plans_before",
            "expires",
            "renamed",
            "releases",
            "options",
            "targets",
            "tags",
            "schedules",
            "logs");

    private final Map<String, TreeSet<String>> names = new LinkedHashMap<>();
    private final Map<String, TreeMap<String, String>> texts = new LinkedHashMap<>();

    /** Adds to a field that is a list. */
    void name(String field, Object name) {
        names.computeIfAbsent(field, key -> new TreeSet<>()).add(name.toString());
    }

    /** Adds to a field that is a map. */
    void text(String field, Object name, String text) {
        texts.computeIfAbsent(field, key -> new TreeMap<>()).put(name.toString(), text);
    }

    Map<String, Object> all() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : ORDER) {
            if (names.containsKey(field)) {
                fields.put(field, List.copyOf(names.get(field)));
            } else if (texts.containsKey(field)) {
                fields.put(field, texts.get(field));
            }
        }
        return fields;
    }
}

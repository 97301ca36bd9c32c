package vektra.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AppName;

/**
 * One change, as the audit has it.
 *
 * @param user a user of the system, or {@code token} and the name of a token
 * @param what the other fields in order: each a text, a list of texts, or a map of texts
 * @param change distinguishes it from every other
 */
public record Audited(Instant time, String user, String command, Map<String, Object> what, String change) {
    /** Fields that hold names of things, which say by themselves what they are. */
    private static final Set<String> NAMES = Set.of("apps", "services", "addons", "drains", "spaces");

    /**
     * Which changes are wanted.
     *
     * @param app only those that concern this app; null for all
     * @param since none that is older; null for all
     * @param before only those older than the change of that id; null for the newest
     * @param most how many
     */
    public record Wanted(
            @Nullable AppName app,
            @Nullable Instant since,
            @Nullable String before,
            int most) {

        /** Whether a line concerns the app and is new enough. */
        public boolean has(Audited line) {
            boolean about =
                    app == null || (line.what().get("apps") instanceof List<?> apps && apps.contains(app.value()));
            return about && (since == null || !line.time().isBefore(since));
        }
    }

    /** All of it, as programs get it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", time.toString());
        fields.put("user", user);
        fields.put("command", command);
        fields.putAll(what);
        fields.put("change", change);
        return fields;
    }

    /** What was changed, on one line for people. */
    public String words() {
        List<String> words = new ArrayList<>();
        String names = what.entrySet().stream()
                .filter(field -> NAMES.contains(field.getKey()))
                .map(field -> text(field.getValue()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            words.add(names);
        }
        what.forEach((name, value) -> {
            String text = text(value);
            if (!NAMES.contains(name) && !text.isEmpty()) {
                words.add(name.replace('_', ' ') + " " + text);
            }
        });
        return String.join("; ", words);
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }
}

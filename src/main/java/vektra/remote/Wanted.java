package vektra.remote;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.json.Json;
import vektra.model.text.VektraException;

/**
 * A command line that is to be run, and what it would see of the place that it was typed at.
 *
 * @param environment of the variables there those that it may need
 * @param terminals the digits of the streams that are terminals there
 * @param columns how wide that terminal is; 0 when it is not known
 */
public record Wanted(List<String> words, Map<String, String> environment, String terminals, int columns) {
    private static final List<String> PRINTING = List.of("NO_COLOR", "TERM", "VEKTRA_APP");
    /** More would take the parser minutes. */
    private static final int MOST_WORDS = 10_000;

    /** An option that names a variable which holds what should not be typed. */
    private static final Pattern NAMED = Pattern.compile("--[a-z-]+-env(?:=(.*))?");

    /** As it is sent. */
    public byte[] bytes() {
        return Json.bytes(Json.map(
                "words", words, "environment", environment, "terminals", terminals, "columns", (long) columns));
    }

    /** The names of the variables that a command line may need of the place that it was typed at. */
    public static Set<String> visible(List<String> words) {
        Set<String> names = new LinkedHashSet<>(PRINTING);
        for (int i = 0; i < words.size(); i++) {
            Matcher named = NAMED.matcher(words.get(i));
            if (named.matches()) {
                names.add(named.group(1) != null ? named.group(1) : i + 1 < words.size() ? words.get(i + 1) : "");
            }
        }
        return names;
    }

    /** As it was received; INVALID when it is none. */
    public static Wanted of(Map<String, ?> fields) {
        Map<String, String> environment = new LinkedHashMap<>();
        Json.object(fields.get("environment")).forEach((name, value) -> environment.put(name, String.valueOf(value)));
        if (!(fields.get("words") instanceof List<?> words) || words.isEmpty()) {
            throw VektraException.invalid("no command given", null);
        }
        if (words.size() > MOST_WORDS) {
            throw VektraException.invalid("more than " + MOST_WORDS + " words", null);
        }
        List<String> texts = words.stream().map(String::valueOf).toList();
        environment.keySet().retainAll(visible(texts));
        return new Wanted(
                texts,
                environment,
                String.valueOf(fields.get("terminals")).replaceAll("[^012]", ""),
                fields.get("columns") instanceof Number columns ? columns.intValue() : 0);
    }
}

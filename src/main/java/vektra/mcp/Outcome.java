package vektra.mcp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/**
 * What a tool answers.
 *
 * @param failed whether it was not done
 * @param value the same for programs
 * @param lines for who reads it
 */
public record Outcome(boolean failed, Map<String, @Nullable Object> value, List<String> lines) {
    /** A result is an object: a list becomes its one field. */
    public static Outcome of(@Nullable Object result, List<String> said) {
        Map<String, @Nullable Object> value = Json.map();
        if (result instanceof Map<?, ?> map) {
            map.forEach((name, each) -> value.put(String.valueOf(name), each));
        } else {
            value.put("result", result);
        }
        return new Outcome(false, value, said);
    }

    /** Why something was not done, and what to do instead. */
    public static Outcome refused(String message, @Nullable String hint) {
        Map<String, @Nullable Object> value = Json.map("error", message);
        if (hint != null) {
            value.put("hint", hint);
        }
        return new Outcome(true, value, hint == null ? List.of(message) : List.of(message, "-> " + hint));
    }

    /** The same without passwords, unless it is a refusal. */
    public Outcome hidden() {
        return failed ? this : of(Secrets.hidden(value), lines);
    }

    /** The same with one more field. */
    public Outcome with(String name, Object more) {
        Map<String, @Nullable Object> all = Json.map();
        all.putAll(value);
        all.put(name, more);
        return new Outcome(failed, all, lines);
    }

    /** What an assistant reads that does not look at the value: the lines, and a result as JSON. */
    public String text() {
        String said = String.join("\n", lines);
        return failed ? said : said.isEmpty() ? Json.line(value) : Json.line(value) + "\n" + said;
    }
}

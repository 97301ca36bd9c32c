package vektra.mcp;

import java.util.List;
import java.util.Map;

/**
 * One thing that assistants can ask for.
 *
 * @param schema the JSON schema of its arguments
 * @param changes whether it is answered with a plan
 */
public record Tool(String name, String summary, String description, Map<String, Object> schema, boolean changes) {
    /** The schema of an object with those fields. */
    public static Map<String, Object> schema(Map<String, Object> fields, List<String> required) {
        return Map.of("type", "object", "properties", fields, "required", required, "additionalProperties", false);
    }
}

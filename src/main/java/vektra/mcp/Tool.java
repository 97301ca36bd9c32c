package vektra.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.json.Json;

/**
 * One thing that assistants can ask for.
 *
 * @param schema the JSON schema of its arguments
 * @param changes whether it is answered with a plan
 * @param secret whether its answer can hold secrets, which are shown if they are asked for
 */
public record Tool(
        String name, String summary, String description, Map<String, Object> schema, boolean changes, boolean secret) {
    /** The field that asks for secrets. */
    static final String SECRETS = "secrets";

    /** One with what all tools of its kind say and take. */
    public static Tool of(
            String name,
            String summary,
            String description,
            Map<String, Object> schema,
            boolean changes,
            boolean secret) {
        return new Tool(
                name,
                summary,
                description + (changes ? " Answers with a plan; nothing is changed until apply." : ""),
                secret ? withSecrets(schema) : schema,
                changes,
                secret);
    }

    private static Map<String, Object> withSecrets(Map<String, Object> schema) {
        Map<String, Object> fields = new LinkedHashMap<>(Json.object(schema.get("properties")));
        fields.put(
                SECRETS,
                Map.of(
                        "type",
                        "boolean",
                        "description",
                        "show passwords and other secrets, which are masked otherwise"));
        Map<String, Object> more = new LinkedHashMap<>(schema);
        more.put("properties", fields);
        return more;
    }

    /** The schema of an object with those fields. */
    public static Map<String, Object> schema(Map<String, Object> fields, List<String> required) {
        return Map.of("type", "object", "properties", fields, "required", required, "additionalProperties", false);
    }
}

package vektra.provider.sqs.server.topics.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.provider.sqs.server.wire.Refusal;

/** Which messages a subscription wants: by their attributes, or by what is in a body that is JSON. */
public final class Filter {
    private static final int MOST_COMBINATIONS = 150;
    private static final int MOST_KEYS = 5;

    private final Map<String, Object> policy;
    private final boolean inBody;

    private Filter(Map<String, Object> policy, boolean inBody) {
        this.policy = policy;
        this.inBody = inBody;
    }

    /** Of a policy that was accepted when it was stored. */
    public static Filter of(String policy, String scope) {
        return new Filter(Json.object(read(policy)), isInBody(scope));
    }

    /** Refuses a policy that could not be carried out. */
    public static void require(String policy, String scope) {
        Complexity complexity = Complexity.of(read(policy), isInBody(scope));
        if (complexity.combinations() > MOST_COMBINATIONS || complexity.keys() > MOST_KEYS) {
            throw Refusal.invalidParameter("FilterPolicy: Filter policy is too complex.");
        }
    }

    private static boolean isInBody(String scope) {
        return "MessageBody".equals(scope);
    }

    private static Map<?, ?> read(String policy) {
        Object read;
        try {
            read = Json.parse(policy.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.invalidParameter("FilterPolicy: failed to parse JSON.");
        }
        if (!(read instanceof Map<?, ?> map)) {
            throw Refusal.invalidParameter("FilterPolicy: it must be a JSON object.");
        }
        return map;
    }

    public boolean wants(Content content) {
        Map<?, ?> values = policy.isEmpty() ? Map.of() : inBody ? content.body() : content.attributes();
        return policy.isEmpty() || (values != null && matches(policy, values));
    }

    private static boolean matches(Map<String, Object> policy, Map<?, ?> values) {
        for (Map.Entry<String, Object> one : policy.entrySet()) {
            if (one.getKey().equals("$or")) {
                if (list(one.getValue()).stream().noneMatch(each -> matches(map(each), values))) {
                    return false;
                }
                continue;
            }
            Object value = values.get(one.getKey());
            boolean there = values.containsKey(one.getKey());
            boolean matches = one.getValue() instanceof Map<?, ?> deeper
                    ? deeper(Json.object(deeper), value)
                    : anyOf(list(one.getValue()), value, there);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static boolean deeper(Map<String, Object> policy, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(each -> deeper(policy, each));
        }
        return matches(policy, value instanceof Map<?, ?> map ? map : Map.of());
    }

    private static boolean anyOf(List<?> conditions, @Nullable Object value, boolean there) {
        List<@Nullable Object> values = new ArrayList<>();
        if (value instanceof List<?> list) {
            values.addAll(list);
        } else {
            values.add(value);
        }
        return conditions.stream().anyMatch(condition -> Condition.matches(condition, values, there));
    }

    private static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw Refusal.invalidParameter("FilterPolicy: \"$or\" must be an array");
    }

    private static Map<String, Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return Json.object(map);
        }
        throw Refusal.invalidParameter("FilterPolicy: \"$or\" must hold objects");
    }
}

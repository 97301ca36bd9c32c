package vektra.provider.sqs.server.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/** A form's parameters, such as {@code Attribute.1.Name}, put into the shape that the same request has in JSON. */
public final class Form {
    private static final int MOST = 4000;
    private static final int DEEPEST = 10;
    private static final Pattern INDEX = Pattern.compile("[1-9][0-9]{0,3}");

    /** Lists that are called otherwise in JSON. */
    private static final Map<String, String> LISTS = Map.of(
            "AttributeName", "AttributeNames",
            "MessageAttributeName", "MessageAttributeNames",
            "MessageSystemAttributeName", "MessageSystemAttributeNames",
            "TagKey", "TagKeys",
            "SendMessageBatchRequestEntry", "Entries",
            "DeleteMessageBatchRequestEntry", "Entries",
            "ChangeMessageVisibilityBatchRequestEntry", "Entries",
            "AWSAccountId", "AWSAccountIds",
            "ActionName", "Actions");

    /** Maps that are lists of names and values in the form. */
    private static final Map<String, String> MAPS = Map.of(
            "Attribute", "Attributes",
            "MessageAttribute", "MessageAttributes",
            "MessageSystemAttribute", "MessageSystemAttributes",
            "Tag", "Tags");

    private Form() {}

    /** The parameters of a form by their names. */
    public static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String one : form.split("&", -1)) {
            int equals = one.indexOf('=');
            if (!one.isEmpty()) {
                parameters.put(
                        decoded(equals < 0 ? one : one.substring(0, equals)),
                        equals < 0 ? "" : decoded(one.substring(equals + 1)));
            }
            if (parameters.size() > MOST) {
                throw Refusal.invalid("The request has more than " + MOST + " parameters.");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.of("MalformedInput", "The form of the request is malformed.");
        }
    }

    public static Map<String, Object> shaped(Map<String, String> parameters) {
        Map<String, Object> tree = new LinkedHashMap<>();
        parameters.forEach((name, value) -> put(tree, name, value));
        return Json.object(shape(tree));
    }

    private static void put(Map<String, Object> tree, String name, String value) {
        String[] steps = name.split("\\.", DEEPEST + 1);
        if (steps.length > DEEPEST) {
            throw Refusal.of("MalformedInput", "A parameter's name has more than " + DEEPEST + " parts.");
        }
        Map<String, Object> at = tree;
        for (int i = 0; i < steps.length - 1; i++) {
            Object next = at.computeIfAbsent(steps[i], step -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map<?, ?>)) {
                throw Refusal.of("MalformedInput", "A parameter is a value and more at once.");
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> deeper = (Map<String, Object>) next;
            at = deeper;
        }
        at.put(steps[steps.length - 1], value);
    }

    private static Object shape(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> shaped = new LinkedHashMap<>();
        map.forEach((key, inner) -> {
            String name = String.valueOf(key);
            List<Object> list = inner instanceof Map<?, ?> entries ? list(entries) : null;
            if (list == null) {
                shaped.put(name, shape(inner));
            } else if (MAPS.containsKey(name)) {
                shaped.put(MAPS.get(name), named(list));
            } else {
                shaped.put(LISTS.getOrDefault(name, name), named(name, list));
            }
        });
        return shaped;
    }

    /** What {@code Name.entry.N} holds is a map; the tags of topics are a list. */
    private static Object named(String name, List<Object> list) {
        boolean entries = name.endsWith("Attributes") && !list.isEmpty() && list.get(0) instanceof Map<?, ?>;
        return entries ? named(list) : list;
    }

    private static Map<String, Object> named(List<Object> list) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object each : list) {
            if (each instanceof Map<?, ?> entry) {
                Object name = first(entry, "Name", "key", "Key");
                Object value = first(entry, "Value", "value");
                if (name != null) {
                    map.put(name.toString(), value == null ? "" : value);
                }
            }
        }
        return map;
    }

    private static @Nullable Object first(Map<?, ?> map, String... names) {
        for (String name : names) {
            if (map.containsKey(name)) {
                return map.get(name);
            }
        }
        return null;
    }

    /** The items in their order, when all keys are numbers, also behind one {@code member} or {@code entry}. */
    private static @Nullable List<Object> list(Map<?, ?> map) {
        Object inner = map.size() == 1 ? first(map, "member", "entry") : null;
        Map<?, ?> numbered = inner instanceof Map<?, ?> deeper ? deeper : map;
        Map<Integer, Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : numbered.entrySet()) {
            String index = String.valueOf(entry.getKey());
            if (!INDEX.matcher(index).matches()) {
                return null;
            }
            sorted.put(Integer.valueOf(index), shape(entry.getValue()));
        }
        return new ArrayList<>(sorted.values());
    }
}

package vektra.provider.sqs.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of the form protocol: the same values as in JSON, under the names that the protocol gives them. */
public final class Xml {
    /** What a list's items are called, where that is not {@code member}. */
    private static final Map<String, String> ITEMS = Map.of(
            "QueueUrls", "QueueUrl",
            "queueUrls", "QueueUrl",
            "Messages", "Message",
            "Results", "Result");

    private static final Map<String, String> PAIRS =
            Map.of("Attributes", "Attribute", "MessageAttributes", "MessageAttribute", "Tags", "Tag");

    private final StringBuilder out = new StringBuilder();
    private final boolean queues;

    private Xml(boolean queues) {
        this.queues = queues;
    }

    /** @param queues whether lists are flat, as the service of queues writes them */
    public static byte[] answer(
            String action, String namespace, boolean queues, Map<String, Object> result, String id) {
        Xml xml = new Xml(queues);
        xml.out
                .append("<?xml version=\"1.0\"?>\n<")
                .append(action)
                .append("Response xmlns=\"")
                .append(namespace)
                .append("\">");
        if (!result.isEmpty() || !queues) {
            xml.element(action + "Result", () -> xml.fields(renamed(action, queues, result)));
        }
        xml.element("ResponseMetadata", () -> xml.element("RequestId", () -> xml.text(id)));
        xml.out.append("</").append(action).append("Response>");
        return xml.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] refusal(Refusal refusal, String namespace, String id) {
        Xml xml = new Xml(true);
        xml.out
                .append("<?xml version=\"1.0\"?>\n<ErrorResponse xmlns=\"")
                .append(namespace)
                .append("\">");
        xml.element("Error", () -> {
            xml.element("Type", () -> xml.text(refusal.status() < 500 ? "Sender" : "Receiver"));
            xml.element("Code", () -> xml.text(refusal.code()));
            xml.element("Message", () -> xml.text(String.valueOf(refusal.getMessage())));
            xml.out.append("<Detail/>");
        });
        xml.element("RequestId", () -> xml.text(id));
        xml.out.append("</ErrorResponse>");
        return xml.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> renamed(String action, boolean queues, Map<String, Object> result) {
        if (!queues || !result.containsKey("Successful")) {
            return result;
        }
        Map<String, Object> renamed = new LinkedHashMap<>();
        result.forEach((name, value) -> renamed.put(
                switch (name) {
                    case "Successful" -> action + "ResultEntry";
                    case "Failed" -> "BatchResultErrorEntry";
                    default -> name;
                },
                value));
        return renamed;
    }

    private void element(String name, Runnable content) {
        out.append('<').append(name).append('>');
        content.run();
        out.append("</").append(name).append('>');
    }

    private void fields(Map<?, ?> map) {
        map.forEach((key, value) -> field(String.valueOf(key), value));
    }

    private void field(String name, Object value) {
        if (value instanceof List<?> list) {
            if (queues) {
                list.forEach(each -> element(ITEMS.getOrDefault(name, name), () -> value(each)));
            } else {
                element(name, () -> list.forEach(each -> element("member", () -> value(each))));
            }
        } else if (value instanceof Map<?, ?> map && PAIRS.containsKey(name)) {
            pairs(name, map);
        } else {
            element(name, () -> value(value));
        }
    }

    private void pairs(String name, Map<?, ?> map) {
        if (queues) {
            String key = name.equals("Tags") ? "Key" : "Name";
            map.forEach((each, value) -> element(PAIRS.getOrDefault(name, name), () -> {
                element(key, () -> text(String.valueOf(each)));
                element("Value", () -> value(value));
            }));
        } else {
            element(
                    name,
                    () -> map.forEach((each, value) -> element("entry", () -> {
                        element("key", () -> text(String.valueOf(each)));
                        element("value", () -> value(value));
                    })));
        }
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            fields(map);
        } else if (value instanceof byte[] bytes) {
            text(Base64.getEncoder().encodeToString(bytes));
        } else {
            text(String.valueOf(value));
        }
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                case '\t', '\n' -> out.append(c);
                // nothing below a space can be written in XML
                default -> out.append(c < ' ' ? '?' : c);
            }
        }
    }
}

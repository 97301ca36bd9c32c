package vektra.provider.sqs.server.topics.filter;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.provider.sqs.server.queues.mailbox.Attribute;

/** What filters look at in a message; its body is read once, however many subscriptions there are. */
public final class Content {
    private final List<Attribute> attributes;
    private final String text;
    private @Nullable Map<?, ?> body;
    private boolean read;

    /** @param text the body, as most subscribers get it */
    public Content(List<Attribute> attributes, String text) {
        this.attributes = attributes;
        this.text = text;
    }

    /** Null where it is no object. */
    @Nullable
    Map<?, ?> body() {
        if (!read) {
            read = true;
            try {
                body = Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map ? map : null;
            } catch (IOException e) {
                body = null;
            }
        }
        return body;
    }

    Map<String, Object> attributes() {
        Map<String, Object> values = new HashMap<>();
        for (Attribute each : attributes) {
            if (!each.isBinary()) {
                values.put(each.name(), value(each));
            }
        }
        return values;
    }

    private static Object value(Attribute attribute) {
        try {
            if (attribute.type().startsWith("Number")) {
                return new BigDecimal(attribute.text());
            }
            if (attribute.type().equals("String.Array") && Json.parse(attribute.value()) instanceof List<?> list) {
                return list;
            }
        } catch (IOException | NumberFormatException e) {
            // then it is a text
        }
        return attribute.text();
    }
}

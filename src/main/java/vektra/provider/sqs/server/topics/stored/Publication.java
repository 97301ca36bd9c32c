package vektra.provider.sqs.server.topics.stored;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.json.Json;
import vektra.provider.sqs.server.queues.mailbox.Attribute;
import vektra.provider.sqs.server.wire.Input;

/**
 * What was published.
 *
 * @param signature the version of the signature in envelopes
 * @param texts what subscribers of a protocol get, by protocol; {@code default} for all others
 */
public record Publication(
        String id,
        long at,
        String topic,
        String subject,
        Map<String, String> texts,
        List<Attribute> attributes,
        String group,
        String deduplication,
        String sequence,
        String signature) {
    public static Publication of(byte[] bytes) {
        Input in = Input.of(bytes);
        return new Publication(
                in.required("id"),
                new BigDecimal(in.required("at")).longValue(),
                in.required("topic"),
                text(in, "subject"),
                in.textMap("texts"),
                Attribute.of(in.map("attributes"), false),
                text(in, "group"),
                text(in, "deduplication"),
                text(in, "sequence"),
                String.valueOf(in.values().getOrDefault("signature", "1")));
    }

    private static String text(Input in, String name) {
        return String.valueOf(in.values().getOrDefault(name, ""));
    }

    public byte[] bytes() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("id", id);
        stored.put("at", at);
        stored.put("topic", topic);
        stored.put("subject", subject);
        stored.put("texts", texts);
        stored.put("attributes", shownAttributes());
        stored.put("group", group);
        stored.put("deduplication", deduplication);
        stored.put("sequence", sequence);
        stored.put("signature", signature);
        return Json.bytes(stored);
    }

    public String text(String protocol) {
        return texts.getOrDefault(protocol, texts.getOrDefault("default", ""));
    }

    /** As a queue takes them. */
    public Map<String, Object> shownAttributes() {
        Map<String, Object> shown = new LinkedHashMap<>();
        attributes.forEach(each -> shown.put(each.name(), each.shown()));
        return shown;
    }

    /** As they stand in an envelope. */
    public Map<String, Object> envelopeAttributes() {
        Map<String, Object> shown = new LinkedHashMap<>();
        attributes.forEach(each -> shown.put(
                each.name(),
                Map.of(
                        "Type",
                        each.type(),
                        "Value",
                        each.isBinary() ? Base64.getEncoder().encodeToString(each.value()) : each.text())));
        return shown;
    }

    public int size() {
        int size = attributes.stream().mapToInt(Attribute::size).sum();
        for (String text : texts.values()) {
            size += text.getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }
}

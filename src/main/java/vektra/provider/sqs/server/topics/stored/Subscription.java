package vektra.provider.sqs.server.topics.stored;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.wire.Input;

/**
 * Where the messages of a topic go.
 *
 * @param token what confirms it; empty once it is confirmed
 */
public record Subscription(
        String addon,
        String topic,
        String id,
        String protocol,
        String endpoint,
        String token,
        Map<String, String> attributes) {
    public static final String FILTER = "FilterPolicy";
    public static final String SCOPE = "FilterPolicyScope";
    public static final String RAW = "RawMessageDelivery";
    public static final String REDRIVE = "RedrivePolicy";
    public static final String DELIVERY = "DeliveryPolicy";

    /** The same of another add-on. */
    public Subscription of(String another) {
        return new Subscription(another, topic, id, protocol, endpoint, token, attributes);
    }

    /** The same with other attributes. */
    public Subscription with(Map<String, String> others) {
        return new Subscription(addon, topic, id, protocol, endpoint, token, others);
    }

    public static Subscription of(String key, byte[] bytes) {
        String[] names = Keys.parts(key);
        Input in = Input.of(bytes);
        return new Subscription(
                names[0],
                names[1],
                names[2],
                in.required("protocol"),
                in.required("endpoint"),
                String.valueOf(in.values().getOrDefault("token", "")),
                new TreeMap<>(in.textMap("attributes")));
    }

    public String key() {
        return Keys.of(addon, topic, id);
    }

    public byte[] bytes() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("protocol", protocol);
        stored.put("endpoint", endpoint);
        stored.put("token", token);
        stored.put("attributes", attributes);
        return Json.bytes(stored);
    }

    public Subscription confirmed() {
        return new Subscription(addon, topic, id, protocol, endpoint, "", attributes);
    }

    /** Where messages go that it does not take; null where nowhere. */
    public @Nullable Arn deadLetters() {
        return deadLetters(attributes.getOrDefault(REDRIVE, ""));
    }

    /** The queue that such a policy names, if it is one; a refusal where it is no JSON. */
    public static @Nullable Arn deadLetters(String policy) {
        Arn named = policy.isEmpty()
                ? null
                : Arn.of(Input.of(policy.getBytes(StandardCharsets.UTF_8)).text("deadLetterTargetArn"));
        return named != null && named.service().equals("sqs") ? named : null;
    }

    public boolean isPending() {
        return !token.isEmpty();
    }

    public boolean isRaw() {
        return "true".equals(attributes.get(RAW));
    }

    public boolean isQueue() {
        return protocol.equals("sqs");
    }
}

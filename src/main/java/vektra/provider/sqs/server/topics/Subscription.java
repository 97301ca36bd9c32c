package vektra.provider.sqs.server.topics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import vektra.json.Json;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.wire.Input;

/**
 * Where the messages of a topic go.
 *
 * @param token what confirms it; empty once it is confirmed
 */
record Subscription(
        String addon,
        String topic,
        String id,
        String protocol,
        String endpoint,
        String token,
        Map<String, String> attributes) {
    static final String FILTER = "FilterPolicy";
    static final String SCOPE = "FilterPolicyScope";
    static final String RAW = "RawMessageDelivery";
    static final String REDRIVE = "RedrivePolicy";
    static final String DELIVERY = "DeliveryPolicy";

    /** The same of another add-on. */
    Subscription of(String another) {
        return new Subscription(another, topic, id, protocol, endpoint, token, attributes);
    }

    /** The same with other attributes. */
    Subscription with(Map<String, String> others) {
        return new Subscription(addon, topic, id, protocol, endpoint, token, others);
    }

    static Subscription of(String key, byte[] bytes) {
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

    String key() {
        return Keys.of(addon, topic, id);
    }

    byte[] bytes() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("protocol", protocol);
        stored.put("endpoint", endpoint);
        stored.put("token", token);
        stored.put("attributes", attributes);
        return Json.bytes(stored);
    }

    Subscription confirmed() {
        return new Subscription(addon, topic, id, protocol, endpoint, "", attributes);
    }

    boolean isPending() {
        return !token.isEmpty();
    }

    boolean isRaw() {
        return "true".equals(attributes.get(RAW));
    }

    boolean isQueue() {
        return protocol.equals("sqs");
    }
}

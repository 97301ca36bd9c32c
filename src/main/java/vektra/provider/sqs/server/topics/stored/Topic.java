package vektra.provider.sqs.server.topics.stored;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import vektra.json.Json;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.wire.Input;

/** A topic: its attributes and tags. */
public record Topic(String addon, String name, Map<String, String> attributes, Map<String, String> tags) {
    public static final String LARGEST = "MaximumMessageSize";
    public static final String SIGNATURE = "SignatureVersion";

    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST_SIZE = 1 << 20;
    private static final String NORMAL_SIZE = "262144";

    public static Topic of(String key, byte[] bytes) {
        Input in = Input.of(bytes);
        return new Topic(
                Keys.addon(key),
                Keys.within(key),
                new TreeMap<>(in.textMap("attributes")),
                new LinkedHashMap<>(in.textMap("tags")));
    }

    /** The same of another add-on. */
    public Topic of(String another) {
        return new Topic(another, name, attributes, tags);
    }

    public String key() {
        return Keys.of(addon, name);
    }

    public byte[] bytes() {
        return Json.bytes(Map.of("attributes", attributes, "tags", tags));
    }

    /** Whether a text is one of the sizes that messages can be limited to. */
    public static boolean isSize(String text) {
        return text.matches("[0-9]{4,7}")
                && Integer.parseInt(text) >= SMALLEST
                && Integer.parseInt(text) <= LARGEST_SIZE;
    }

    /** The most bytes that a message may have. */
    public int largest() {
        return Integer.parseInt(attributes.getOrDefault(LARGEST, NORMAL_SIZE));
    }

    /** The version of the signature in envelopes. */
    public String signature() {
        return attributes.getOrDefault(SIGNATURE, "1");
    }

    public boolean isFifo() {
        return name.endsWith(".fifo");
    }

    public String arn(String account) {
        return new Arn("sns", account, name).toString();
    }
}

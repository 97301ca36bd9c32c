package vektra.provider.sqs.server.queues;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.wire.Input;

/** A task that moves messages out of a queue, as it is stored: its fields have the names by which clients see them. */
final class Move {
    static final int MOST_PER_SECOND = 500;
    static final String RATE = "MaxNumberOfMessagesPerSecond";

    private static final String STATUS = "Status";
    private static final String RUNNING = "RUNNING";
    private static final String MOVED = "ApproximateNumberOfMessagesMoved";
    private static final List<String> HIDDEN = List.of("addon", "source", "id");

    private final Map<String, Object> fields;

    private Move(Map<String, Object> fields) {
        this.fields = fields;
    }

    static Move of(byte[] bytes) {
        return new Move(Input.of(bytes).values());
    }

    /** @param destination empty where each message goes back to where it came from */
    static Move begun(Queue source, String arn, String destination, int rate, long now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("addon", source.addon());
        fields.put("source", source.name());
        fields.put("id", UUID.randomUUID().toString());
        fields.put(STATUS, RUNNING);
        fields.put("SourceArn", arn);
        if (!destination.isEmpty()) {
            fields.put("DestinationArn", destination);
        }
        fields.put(RATE, rate);
        fields.put(MOVED, 0);
        fields.put("ApproximateNumberOfMessagesToMove", source.mailbox().size());
        fields.put("StartedTimestamp", now);
        return new Move(fields);
    }

    byte[] bytes() {
        return Json.bytes(fields);
    }

    private Input in() {
        return new Input(fields);
    }

    /** What it is stored under. */
    String key() {
        return Keys.of(addon(), in().required("id"));
    }

    String addon() {
        return in().required("addon");
    }

    /** The name of the queue. */
    String source() {
        return in().required("source");
    }

    /** The address of the queue that all messages go to; null where each goes back. */
    @Nullable
    String destination() {
        return in().text("DestinationArn");
    }

    /** Messages a second. */
    int rate() {
        return in().number(RATE, 1, MOST_PER_SECOND, MOST_PER_SECOND);
    }

    long started() {
        return Long.parseLong(in().required("StartedTimestamp"));
    }

    int moved() {
        return in().number(MOVED, 0, Integer.MAX_VALUE, 0);
    }

    boolean isRunning() {
        return RUNNING.equals(fields.get(STATUS));
    }

    /** What a client names it by. */
    String handle() {
        String text = fields.get("id") + " " + fields.get("SourceArn");
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>(fields);
        if (isRunning()) {
            shown.put("TaskHandle", handle());
        }
        HIDDEN.forEach(shown::remove);
        return shown;
    }

    void count(int more) {
        fields.put(MOVED, moved() + more);
    }

    void complete() {
        fields.put(STATUS, "COMPLETED");
    }

    void cancel() {
        fields.put(STATUS, "CANCELLED");
    }

    void fail(String reason) {
        fields.put(STATUS, "FAILED");
        fields.put("FailureReason", reason);
    }

    /** What a client that cancels it learns. */
    Map<String, Object> left() {
        return Map.of(MOVED, moved());
    }
}

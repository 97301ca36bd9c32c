package vektra.provider.sqs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;

/**
 * Carries what an add-on holds, from its server and to it, as records that each fit into one request: each queue with its
 * attributes and then its messages, or topics and subscriptions.
 */
record Carrier(Wire wire, QueueFlavor flavor) {
    static final String QUEUE = "queue";
    static final String MESSAGES = "messages";
    private static final String START = "0";

    /** Takes the records, one after the other. */
    interface Sink {
        void take(Map<String, Object> record) throws IOException;
    }

    /** Reads each queue up to its newest message of that moment, so that it ends while apps go on sending. */
    void unload(String addon, Sink sink) throws IOException {
        if (flavor == QueueFlavor.SNS) {
            for (Map<String, Object> page : Pages.of(wire.ask("Read", Map.of("addon", addon)))) {
                sink.take(page);
            }
            return;
        }
        for (Object each : wire.ask("Describe", Map.of("addon", addon)).list("queues")) {
            queue(addon, Input.of(each, "queues"), sink);
        }
    }

    private void queue(String addon, Input queue, Sink sink) throws IOException {
        String name = queue.required("name");
        Map<String, Object> described = new LinkedHashMap<>();
        described.put(QUEUE, name);
        described.put("attributes", queue.map("attributes"));
        described.put("tags", queue.map("tags"));
        sink.take(described);
        long newest = Long.parseLong(queue.required("newest"));
        for (List<?> page = page(addon, name, START, newest); !page.isEmpty(); ) {
            sink.take(Map.of(QUEUE, name, MESSAGES, page));
            page = page(addon, name, Long.toString(number(page.get(page.size() - 1))), newest);
        }
    }

    private List<?> page(String addon, String queue, String after, long newest) {
        return wire.ask("Read", Map.of("addon", addon, QUEUE, queue, "after", after)).list(MESSAGES).stream()
                .filter(message -> number(message) <= newest)
                .toList();
    }

    private static long number(Object message) {
        return Long.parseLong(Input.of(message, MESSAGES).required("number"));
    }

    /** Loads a record; the server compares each message with what it was given. */
    void load(String addon, Map<String, Object> record) {
        Map<String, Object> written = new LinkedHashMap<>(record);
        written.put("addon", addon);
        Input answer = wire.ask("Write", written);
        int sent = new Input(record).list(MESSAGES).size();
        if (sent > 0 && !Integer.toString(sent).equals(answer.text("kept"))) {
            throw VektraException.unavailable(
                    "not all messages of the queue " + record.get(QUEUE) + " arrived at "
                            + wire.server().host(),
                    null,
                    null);
        }
    }
}

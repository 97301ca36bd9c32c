package vektra.provider.sqs;

import java.util.Map;
import java.util.TreeMap;
import vektra.model.addon.Holdings;
import vektra.model.addon.Part;
import vektra.model.text.Shown;
import vektra.provider.sqs.server.wire.Input;

/** What the records of an add-on hold: its queues with their messages, or its topics with their subscriptions. */
final class QueueCount {
    private final QueueFlavor flavor;
    private final Map<String, Long> messages = new TreeMap<>();
    private long topics;
    private long subscriptions;

    QueueCount(QueueFlavor flavor) {
        this.flavor = flavor;
    }

    void add(Input record) {
        if (flavor == QueueFlavor.SNS) {
            topics += record.list("topics").size();
            subscriptions += record.list("subscriptions").size();
        } else {
            messages.merge(
                    record.required(Carrier.QUEUE),
                    (long) record.list(Carrier.MESSAGES).size(),
                    Long::sum);
        }
    }

    /** Such as {@code 2 queues with 17 messages}. */
    Holdings holdings() {
        Map<String, Part> parts = new TreeMap<>();
        if (flavor == QueueFlavor.SNS) {
            parts.put("subscriptions", new Part(subscriptions, "subscription"));
            parts.put("topics", new Part(topics, flavor.one()));
            return Holdings.of(parts.get("topics") + " with " + parts.get("subscriptions"), parts);
        }
        messages.forEach((queue, count) -> parts.put(flavor.one() + " " + queue, message(count)));
        long all = messages.values().stream().mapToLong(count -> count).sum();
        return Holdings.of(Shown.counted(messages.size(), flavor.one()) + " with " + message(all), parts);
    }

    private static Part message(long count) {
        return new Part(count, "message");
    }
}

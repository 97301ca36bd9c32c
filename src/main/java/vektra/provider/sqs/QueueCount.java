package vektra.provider.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import vektra.model.addon.Holdings;
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
        boolean sns = flavor == QueueFlavor.SNS;
        String inside = sns
                ? Shown.counted(subscriptions, "subscription")
                : counted(messages.values().stream().mapToLong(count -> count).sum());
        String words = Shown.counted(sns ? topics : messages.size(), flavor.one()) + " with " + inside;
        Map<String, String> parts = new LinkedHashMap<>();
        if (sns) {
            parts.put("all", words);
        }
        messages.forEach((queue, count) -> parts.put(flavor.one() + " " + queue, counted(count)));
        return Holdings.of(words, parts);
    }

    private static String counted(long messages) {
        return Shown.counted(messages, "message");
    }
}

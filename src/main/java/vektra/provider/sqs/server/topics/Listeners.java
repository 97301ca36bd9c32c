package vektra.provider.sqs.server.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.topics.filter.Content;
import vektra.provider.sqs.server.topics.filter.Filter;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.topics.stored.Topic;

/**
 * Who gets the messages of a topic, with filters that are read: of the topics that were published to last, as many as there
 * is memory for; used within the ledger's lock.
 */
final class Listeners {
    /** Bytes of filter policies, which take some twenty times as much memory. */
    private static final long MOST_BYTES = 512 << 10;

    /** What one without a filter counts. */
    private static final long LEAST = 128;

    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A subscription that is confirmed. */
    record Listener(String subscription, @Nullable Filter filter) {
        boolean wants(Content content) {
            return filter == null || filter.wants(content);
        }
    }

    private record Known(List<Listener> listeners, long bytes) {}

    /** Those of a topic; its subscriptions are looked up where they are not known. */
    List<Listener> of(Topic topic, Topics topics) {
        Known found = known.get(topic.key());
        if (found == null) {
            found = read(topics.subscriptions(topic.addon(), topic.name()));
            keep(topic.key(), found);
        }
        return found.listeners();
    }

    private static Known read(List<Subscription> subscriptions) {
        List<Listener> listeners = new ArrayList<>();
        long bytes = LEAST;
        for (Subscription each : subscriptions) {
            if (!each.isPending()) {
                String policy = each.attributes().getOrDefault(Subscription.FILTER, "");
                listeners.add(new Listener(each.key(), filter(policy, each)));
                bytes += LEAST + policy.length();
            }
        }
        return new Known(List.copyOf(listeners), bytes);
    }

    private static @Nullable Filter filter(String policy, Subscription subscription) {
        String scope = subscription.attributes().getOrDefault(Subscription.SCOPE, "");
        return policy.isEmpty() ? null : Filter.of(policy, scope);
    }

    private void keep(String topic, Known read) {
        if (read.bytes() > MOST_BYTES) {
            return;
        }
        known.put(topic, read);
        bytes += read.bytes();
        for (var oldest = known.values().iterator(); bytes > MOST_BYTES; ) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    /** The subscriptions of a topic have changed. */
    void forget(String topic) {
        Known gone = known.remove(topic);
        bytes -= gone == null ? 0 : gone.bytes();
    }

    void clear() {
        known.clear();
        bytes = 0;
    }
}

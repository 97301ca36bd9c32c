package vektra.provider.sqs.server.topics.delivery;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.wire.Refusal;

/** Requests by which URLs confirm subscriptions. They have threads of their own, so that deliveries do not wait for them. */
final class Confirmations {
    private static final int THREADS = 2;
    private static final int MOST = 1000;
    private static final int PER_ADDON = 10;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "confirmations");
        thread.setDaemon(true);
        return thread;
    });

    /** The keys of the subscriptions whose requests wait or are under way. */
    private final Set<String> waiting = new HashSet<>();

    /** Has a request sent, unless one of the same subscription is on the way; refuses too many. */
    synchronized void send(Subscription subscription, Runnable request) {
        String key = subscription.key();
        if (waiting.contains(key)) {
            return;
        }
        long its = waiting.stream()
                .filter(each -> Keys.addon(each).equals(subscription.addon()))
                .count();
        if (its >= PER_ADDON || waiting.size() >= MOST) {
            throw Refusal.of("Throttled", "Too many subscriptions are being confirmed.");
        }
        waiting.add(key);
        pool.execute(() -> {
            try {
                request.run();
            } finally {
                end(key);
            }
        });
    }

    private synchronized void end(String key) {
        waiting.remove(key);
    }
}

package vektra.provider.sqs.server.topics.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.topics.stored.Subscription;

/** Brings messages to subscribers, again and again until they have them, or have failed for too long. */
public final class Courier implements Runnable {
    private static final int THREADS = 12;
    /** So that one app's slow subscribers do not take all threads. */
    private static final int PER_ADDON = 4;

    /** Attempts from here on go to the dead-letter queue. */
    private static final int DEAD = 1_000_000;

    private static final long LEASE = 60_000;
    private static final int AT_ONCE = 100;
    private static final long REST = 1000;

    private final Ledger ledger;
    private final Time time;
    private final Function<String, @Nullable Subscription> subscriptions;
    private final Deliveries deliveries;
    private final Carriage carriage;
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "courier");
        thread.setDaemon(true);
        return thread;
    });
    private final Confirmations confirmations = new Confirmations();
    private final Semaphore more = new Semaphore(0);
    private final Map<String, Integer> working = new HashMap<>();

    /**
     * @param subscriptions those that there are, by their keys
     * @param base such as {@code http://127.0.0.1:port} of this server
     */
    public static Courier of(
            Ledger ledger,
            Time time,
            Deliveries deliveries,
            Function<String, @Nullable Subscription> subscriptions,
            DataFolder folder,
            Signer signer,
            String base) {
        Carriage carriage = new Carriage(new Envelope(signer, base), new Neighbors(folder), folder);
        return new Courier(ledger, time, deliveries, subscriptions, carriage);
    }

    private Courier(
            Ledger ledger,
            Time time,
            Deliveries deliveries,
            Function<String, @Nullable Subscription> subscriptions,
            Carriage carriage) {
        this.ledger = ledger;
        this.time = time;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.carriage = carriage;
    }

    /** There may be something to deliver. */
    public void look() {
        if (more.availablePermits() == 0) {
            more.release();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                long next = attempt();
                more.tryAcquire(Math.max(1, Math.min(REST, next - time.now())), TimeUnit.MILLISECONDS);
                more.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long attempt() {
        try {
            return ledger.with(() -> {
                long next = deliveries.mature();
                for (int i = 0; i < AT_ONCE; i++) {
                    Delivery delivery = turn();
                    if (delivery == null) {
                        return next;
                    }
                    begin(delivery);
                }
                return time.now();
            });
        } catch (RuntimeException e) {
            // the disk failed, and comes back
            return Long.MAX_VALUE;
        }
    }

    private @Nullable Delivery turn() {
        int all = working.values().stream().mapToInt(Integer::intValue).sum();
        return all >= THREADS ? null : deliveries.next(addon -> working.getOrDefault(addon, 0) < PER_ADDON);
    }

    private void begin(Delivery delivery) {
        Delivery leased = deliveries.lease(delivery, time.now() + LEASE);
        Subscription subscription = subscriptions.apply(delivery.subscription());
        Publication publication = deliveries.publication(delivery);
        if (subscription == null || publication == null) {
            deliveries.done(leased);
            return;
        }
        working.merge(subscription.addon(), 1, Integer::sum);
        pool.execute(() -> deliver(leased, subscription, publication));
    }

    private void deliver(Delivery delivery, Subscription subscription, Publication publication) {
        Neighbors.Result result;
        try {
            result = carriage.send(effective(subscription, delivery), publication);
        } catch (RuntimeException e) {
            result = Neighbors.Result.FAILED;
        }
        Neighbors.Result settled = result;
        try {
            ledger.with(() -> {
                working.merge(subscription.addon(), -1, (one, other) -> one + other == 0 ? null : one + other);
                settle(delivery, effective(subscription, delivery), settled);
                return delivery;
            });
        } catch (RuntimeException e) {
            // its lease ends, and it is tried again
        }
        look();
    }

    private void settle(Delivery delivery, Subscription subscription, Neighbors.Result result) {
        if (result == Neighbors.Result.REFUSED) {
            // not the URL, which may hold a secret
            System.getLogger(Courier.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "a message was refused by the {0} of the subscription {1}",
                            delivery.attempts() > DEAD ? "dead-letter queue" : "subscriber",
                            delivery.subscription());
        }
        Retry retry = Retry.of(subscription);
        boolean dead = delivery.attempts() > DEAD;
        int attempts = delivery.attempts() - (dead ? DEAD : 0);
        boolean over = result == Neighbors.Result.REFUSED || retry.isOver(attempts);
        if (result == Neighbors.Result.SENT || (over && (dead || subscription.deadLetters() == null))) {
            deliveries.done(delivery);
        } else if (over) {
            deliveries.postpone(delivery, time.now(), DEAD);
        } else {
            deliveries.postpone(delivery, time.now() + retry.delay(attempts), delivery.attempts());
        }
    }

    /** The subscription itself, or its dead-letter queue. */
    private static Subscription effective(Subscription subscription, Delivery delivery) {
        Arn dead = delivery.attempts() > DEAD ? subscription.deadLetters() : null;
        return dead == null
                ? subscription
                : new Subscription(
                        subscription.addon(),
                        subscription.topic(),
                        subscription.id(),
                        "sqs",
                        dead.toString(),
                        "",
                        Map.of());
    }

    /**
     * Asks a subscriber whether it wants to be one.
     *
     * @param version of the signature
     */
    public void confirm(Subscription subscription, String topic, String version) {
        confirmations.send(subscription, () -> carriage.confirm(subscription, topic, version));
    }
}

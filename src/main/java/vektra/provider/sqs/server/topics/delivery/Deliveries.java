package vektra.provider.sqs.server.topics.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Moment;
import vektra.provider.sqs.server.store.Place;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.wire.Input;

/**
 * What has been published and has not reached all subscribers; used within the ledger's lock. A delivery waits for its time,
 * and is then ready until it is its subscription's turn, so that the backlog of one add-on costs others nothing.
 */
public final class Deliveries {
    private static final int AT_ONCE = 1000;

    private final Ledger ledger;
    private final Time time;

    /** The subscription that had its turn last. */
    private String last = "";

    /** How many are not ready, by add-on; null until that is asked for. */
    private @Nullable Map<String, Long> later;

    public Deliveries(Ledger ledger, Time time) {
        this.ledger = ledger;
        this.time = time;
        ledger.whenReopened(() -> later = null);
        MVMap<Long, byte[]> published = published();
        if (!published.isEmpty()) {
            time.seen(published.lastKey());
        }
        MVMap<Moment, byte[]> due = due();
        for (Moment each : due.keySet()) {
            time.seen(each.number());
        }
        for (Place each : ready().keySet()) {
            time.seen(each.number());
        }
    }

    private MVMap<Long, byte[]> published() {
        return ledger.numbered("published");
    }

    /** How many subscribers a message is on the way to. */
    private MVMap<Long, byte[]> counts() {
        return ledger.numbered("counts");
    }

    private MVMap<Moment, byte[]> due() {
        return ledger.timed("due");
    }

    /** The deliveries whose time has come, by subscription. */
    private MVMap<Place, byte[]> ready() {
        return ledger.grouped("ready");
    }

    /** The deliveries that must keep their order, by subscription. */
    private MVMap<Place, byte[]> ordered() {
        return ledger.grouped("ordered");
    }

    /**
     * @param to the keys of subscriptions
     * @param fifo whether each subscriber gets messages in their order
     */
    public void add(Publication publication, List<String> to, boolean fifo) {
        if (to.isEmpty()) {
            return;
        }
        long number = time.number();
        published().put(number, publication.bytes());
        counts().put(number, Json.bytes(Map.of("left", to.size())));
        for (String each : to) {
            long now = time.now();
            Delivery delivery = new Delivery(new Moment(now, time.number()), each, number, 0, now);
            ready().put(delivery.place(), delivery.bytes());
            if (fifo) {
                ordered().put(delivery.place(), new byte[0]);
            }
        }
        ledger.touched();
    }

    /** Makes deliveries ready whose time has come; the time of the next one. */
    long mature() {
        MVMap<Moment, byte[]> due = due();
        for (int i = 0; i < AT_ONCE && !due.isEmpty() && due.firstKey().time() <= time.now(); i++) {
            Moment first = due.firstKey();
            Delivery delivery = Delivery.of(first, Ledger.held(due, first));
            endWait(delivery);
            ready().put(delivery.place(), delivery.bytes());
            ledger.touched();
        }
        return due.isEmpty() ? Long.MAX_VALUE : due.firstKey().time();
    }

    /**
     * The delivery whose turn it is: subscriptions take turns, whatever their backlogs are.
     *
     * @param free whether an add-on may have another delivery under way
     */
    @Nullable
    Delivery next(Predicate<String> free) {
        Delivery next = next(last, null, free);
        if (next == null) {
            next = next("", last, free);
        }
        if (next != null) {
            last = next.subscription();
        }
        return next;
    }

    private @Nullable Delivery next(String after, @Nullable String until, Predicate<String> free) {
        MVMap<Place, byte[]> ready = ready();
        Place at = ready.isEmpty() ? null : ready.ceilingKey(new Place(after + "\0", 0));
        while (at != null && (until == null || at.group().compareTo(until) <= 0)) {
            String addon = Keys.addon(at.group());
            if (!free.test(addon)) {
                at = ready.ceilingKey(new Place(Keys.after(addon), 0));
            } else if (isFirst(at)) {
                return Delivery.of(new Moment(0, at.number()), Ledger.held(ready, at));
            } else {
                at = ready.ceilingKey(new Place(at.group() + "\0", 0));
            }
        }
        return null;
    }

    /** Whether none is before it that must be. */
    private boolean isFirst(Place delivery) {
        Place first = ordered().ceilingKey(new Place(delivery.group(), 0));
        return first == null || !first.group().equals(delivery.group()) || first.number() >= delivery.number();
    }

    /** One that was ready is under way, until that time at most. */
    Delivery lease(Delivery delivery, long until) {
        ready().remove(delivery.place());
        Delivery leased = delivery.at(until, delivery.attempts() + 1);
        wait(leased);
        ledger.touched();
        return leased;
    }

    /** Tries a delivery again later; no change where its lease has ended, since it is tried again already. */
    void postpone(Delivery leased, long until, int attempts) {
        if (endWait(leased)) {
            wait(leased.at(until, attempts));
            ledger.touched();
        }
    }

    private void wait(Delivery delivery) {
        due().put(delivery.key(), delivery.bytes());
        count(delivery, 1);
    }

    /** Whether it was not ready. */
    private boolean endWait(Delivery delivery) {
        boolean waited = due().remove(delivery.key()) != null;
        count(delivery, waited ? -1 : 0);
        return waited;
    }

    private void count(Delivery delivery, long more) {
        if (later != null) {
            later.merge(Keys.addon(delivery.subscription()), more, Long::sum);
        }
    }

    void done(Delivery delivery) {
        if (!endWait(delivery)) {
            return;
        }
        ordered().remove(new Place(delivery.subscription(), delivery.key().number()));
        byte[] count = counts().get(delivery.published());
        int left = count == null ? 0 : Integer.parseInt(Input.of(count).required("left")) - 1;
        if (left <= 0) {
            published().remove(delivery.published());
            counts().remove(delivery.published());
        } else {
            counts().put(delivery.published(), Json.bytes(Map.of("left", left)));
        }
        ledger.touched();
    }

    @Nullable
    Publication publication(Delivery delivery) {
        byte[] bytes = published().get(delivery.published());
        return bytes == null ? null : Publication.of(bytes);
    }

    public long size() {
        return due().sizeAsLong() + ready().sizeAsLong();
    }

    /** How many are on the way to the subscribers of all topics of an add-on. */
    public long waiting(String addon) {
        if (later == null) {
            Map<String, Long> counted = new HashMap<>();
            due().values()
                    .forEach(bytes -> counted.merge(
                            Keys.addon(Delivery.of(new Moment(0, 0), bytes).subscription()), 1L, Long::sum));
            later = counted;
        }
        return later.getOrDefault(addon, 0L) + before(Keys.after(addon)) - before(Keys.first(addon));
    }

    /** How many that are ready are before a name. */
    private long before(String name) {
        long index = ready().isEmpty() ? 0 : ready().getKeyIndex(new Place(name, 0));
        return index < 0 ? -index - 1 : index;
    }
}

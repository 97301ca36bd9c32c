package vektra.provider.sqs.server.queues;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** The queues of all add-ons; used within the ledger's lock. */
public final class Queues {
    private static final int MOST = 1000;
    /** Each takes some kilobytes of memory. */
    private static final int MOST_OF_ALL = 8000;
    /** Size of the attributes and tags of the queues of an add-on. */
    private static final long MOST_DESCRIBED = 4 << 20;

    private final Ledger ledger;
    private final Time time;
    private final Map<String, NavigableMap<String, Queue>> all = new TreeMap<>();

    public Queues(Ledger ledger, Time time) {
        this.ledger = ledger;
        this.time = time;
        load();
        ledger.whenReopened(this::load);
    }

    private MVMap<String, byte[]> stored() {
        return ledger.named("queues");
    }

    /** Reads them from disk; requests that wait go on waiting. */
    private void load() {
        Map<String, List<Waiting.Receiver>> receivers = new TreeMap<>();
        each().forEach(queue -> receivers.put(queue.key(), queue.allReceivers()));
        all.clear();
        stored().forEach((key, bytes) -> {
            Queue queue = new Queue(Keys.addon(key), Keys.within(key), Input.of(bytes), this::mailbox);
            queue.describedBytes(bytes.length);
            queue.receivers().addAll(Objects.requireNonNullElse(receivers.remove(key), List.of()));
            put(queue);
        });
        // their queues had not been written when the disk failed
        receivers.values().forEach(left -> left.forEach(Waiting.Receiver::serve));
    }

    private Mailbox mailbox(String id, String name) {
        return new Mailbox(ledger, time, id, name);
    }

    private void put(Queue queue) {
        all.computeIfAbsent(queue.addon(), addon -> new TreeMap<>()).put(queue.name(), queue);
    }

    Time time() {
        return time;
    }

    Ledger ledger() {
        return ledger;
    }

    Collection<Queue> each() {
        List<Queue> each = new ArrayList<>();
        all.values().forEach(queues -> each.addAll(queues.values()));
        return each;
    }

    NavigableMap<String, Queue> of(String addon) {
        return all.getOrDefault(addon, new TreeMap<>());
    }

    @Nullable
    Queue find(String addon, String name) {
        return of(addon).get(name);
    }

    /** The queue that a request names by its URL; another add-on's is refused, whether it exists or not. */
    Queue named(Call call) {
        String url = call.input().text("QueueUrl");
        String[] steps = (url == null ? call.path() : url).split("/", -1);
        if (url == null && steps.length < 3) {
            throw Refusal.missing("QueueUrl");
        }
        String account =
                steps.length > 1 ? steps[steps.length - 2] : call.space().account();
        return own(call.space(), account, steps[steps.length - 1]);
    }

    /** The queue that an address names. */
    Queue addressed(Call call, String parameter) {
        Arn arn = Arn.of(call.input().required(parameter));
        if (arn == null || !arn.service().equals("sqs")) {
            throw Refusal.invalid("Value for parameter " + parameter + " is invalid: it is not the ARN of a queue.");
        }
        return own(call.space(), arn.account(), arn.name());
    }

    private Queue own(Space space, String account, String name) {
        if (!account.equals(space.account())) {
            throw Refusal.denied("Access to the resource is denied.");
        }
        Queue queue = find(space.addon(), name);
        if (queue == null) {
            throw Refusal.noQueue();
        }
        return queue;
    }

    Queue create(String addon, String name, Map<String, String> attributes, Map<String, String> tags) {
        if (of(addon).size() >= MOST) {
            throw Refusal.of("OverLimit", "An add-on has at most " + MOST + " queues.");
        }
        if (each().size() >= MOST_OF_ALL) {
            throw Refusal.of("OverLimit", "The server has at most " + MOST_OF_ALL + " queues.");
        }
        String id = Long.toHexString(time.number());
        Queue queue = new Queue(addon, name, new Input(Queue.fresh(id, time.now(), attributes, tags)), this::mailbox);
        put(queue);
        save(queue);
        return queue;
    }

    void save(Queue queue) {
        byte[] bytes = queue.bytes();
        stored().put(queue.key(), bytes);
        queue.describedBytes(bytes.length);
        ledger.touched();
    }

    /** Refuses more attributes and tags than the server can keep in memory. */
    void requireRoom(String addon, Map<String, String> more) {
        long bytes = more.entrySet().stream()
                .mapToLong(one -> one.getKey().length() + one.getValue().length())
                .sum();
        for (Queue queue : of(addon).values()) {
            bytes += queue.describedBytes();
        }
        if (bytes > MOST_DESCRIBED) {
            throw Refusal.of("OverLimit", "The attributes and tags of all queues of an add-on have at most 4 MB.");
        }
    }

    /** Each add-on has then what the other one had; returns who waited. */
    List<Waiting.Receiver> exchange(String one, String other) {
        List<Queue> ones = List.copyOf(of(one).values());
        List<Queue> others = List.copyOf(of(other).values());
        List<Waiting.Receiver> waiting = new ArrayList<>();
        Stream.concat(ones.stream(), others.stream()).forEach(queue -> {
            waiting.addAll(queue.allReceivers());
            queue.receivers().clear();
            stored().remove(queue.key());
        });
        all.remove(one);
        all.remove(other);
        ones.forEach(queue -> move(queue, other));
        others.forEach(queue -> move(queue, one));
        return waiting;
    }

    private void move(Queue queue, String addon) {
        Queue moved = new Queue(addon, queue.name(), Input.of(queue.bytes()), this::mailbox);
        put(moved);
        save(moved);
    }

    void delete(Queue queue) {
        of(queue.addon()).remove(queue.name());
        stored().remove(queue.key());
        queue.mailbox().remove();
        ledger.touched();
    }
}

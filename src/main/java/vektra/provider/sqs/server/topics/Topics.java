package vektra.provider.sqs.server.topics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.topics.stored.Topic;
import vektra.provider.sqs.server.wire.Refusal;

/** The topics and subscriptions of all add-ons; used within the ledger's lock. */
final class Topics {
    private static final long MOST_BYTES = 4 << 20;

    private final Ledger ledger;

    /** Bytes of the topics and subscriptions of each add-on. */
    private final Map<String, Long> sizes = new HashMap<>();

    private final Listeners listeners = new Listeners();

    Topics(Ledger ledger) {
        this.ledger = ledger;
        load();
        ledger.whenReopened(this::load);
    }

    private void load() {
        sizes.clear();
        listeners.clear();
        topics().forEach((key, bytes) -> resized(key, bytes.length));
        boolean indexed = !index().isEmpty();
        subscriptions().forEach((key, bytes) -> {
            resized(key, bytes.length);
            if (!indexed) {
                indexed(Subscription.of(key, bytes));
            }
        });
    }

    /** The keys of subscriptions by what their subscribers were given: an id or a token, a slash and the add-on. */
    private MVMap<String, byte[]> index() {
        return ledger.named("subscriptions by name");
    }

    private MVMap<String, byte[]> topics() {
        return ledger.named("topics");
    }

    private MVMap<String, byte[]> subscriptions() {
        return ledger.named("subscriptions");
    }

    @Nullable
    Topic find(String addon, String name) {
        String key = Keys.of(addon, name);
        byte[] bytes = topics().get(key);
        return bytes == null ? null : Topic.of(key, bytes);
    }

    /** The topic that a request names by its address; another add-on's is refused, whether it exists or not. */
    Topic named(Call call, String parameter) {
        Arn arn = own(call, call.input().text(parameter), parameter);
        Topic topic = find(call.space().addon(), arn.name());
        if (topic == null) {
            throw Refusal.notFound("Topic does not exist");
        }
        return topic;
    }

    private static Arn own(Call call, @Nullable String text, String parameter) {
        Arn arn = Arn.of(text);
        if (arn == null || !arn.service().equals("sns")) {
            throw Refusal.invalidParameter(parameter);
        }
        if (!arn.account().equals(call.space().account())) {
            throw Refusal.forbidden(
                    "AuthorizationError",
                    "AccessDenied: the key is not authorized to use that topic of another add-on.");
        }
        return arn;
    }

    /** The subscription that a request names by its address. */
    Subscription subscription(Call call) {
        String text = call.input().required("SubscriptionArn");
        int colon = text.lastIndexOf(':');
        Arn arn = own(call, colon < 0 ? null : text.substring(0, colon), "SubscriptionArn");
        Subscription found = subscription(Keys.of(call.space().addon(), arn.name(), text.substring(colon + 1)));
        if (found == null) {
            throw Refusal.notFound("Subscription does not exist");
        }
        return found;
    }

    @Nullable
    Subscription subscription(String key) {
        byte[] bytes = subscriptions().get(key);
        return bytes == null || Keys.parts(key).length != 3 ? null : Subscription.of(key, bytes);
    }

    List<Topic> of(String addon) {
        List<Topic> found = new ArrayList<>();
        for (String key : Keys.under(topics(), addon)) {
            found.add(Topic.of(key, Ledger.held(topics(), key)));
        }
        return found;
    }

    /** All subscriptions of an add-on, or of one of its topics. */
    List<Subscription> subscriptions(String addon, @Nullable String topic) {
        List<Subscription> found = new ArrayList<>();
        for (String key : subscriptionKeys(addon, topic)) {
            found.add(Subscription.of(key, Ledger.held(subscriptions(), key)));
        }
        return found;
    }

    /** Who gets what is published to a topic. */
    List<Listeners.Listener> listeners(Topic topic) {
        return listeners.of(topic, this);
    }

    /** The keys of all subscriptions of an add-on, or of one of its topics. */
    List<String> subscriptionKeys(String addon, @Nullable String topic) {
        return topic == null ? Keys.under(subscriptions(), addon) : Keys.under(subscriptions(), addon, topic);
    }

    List<String> topicKeys(String addon) {
        return Keys.under(topics(), addon);
    }

    /**
     * The subscriptions with that id, or that wait for that token; both cannot be guessed. A copy of an add-on has the same
     * ones, so there may be several.
     */
    List<Subscription> identified(String secret) {
        List<Subscription> found = new ArrayList<>();
        for (String key : Keys.under(index(), secret)) {
            Subscription one = subscription(new String(Ledger.held(index(), key), StandardCharsets.UTF_8));
            if (one != null) {
                found.add(one);
            }
        }
        return found;
    }

    /** Refuses what is more than the server can keep in memory at a time. */
    void saveWithinLimit(Topic topic) {
        byte[] before = topics().get(topic.key());
        requireRoom(topic.addon(), topic.bytes().length - (before == null ? 0 : before.length));
        save(topic);
    }

    /** Likewise. */
    void saveWithinLimit(Subscription subscription) {
        byte[] before = subscriptions().get(subscription.key());
        requireRoom(subscription.addon(), subscription.bytes().length - (before == null ? 0 : before.length));
        save(subscription);
    }

    private void requireRoom(String addon, int more) {
        if (more > 0 && sizes.getOrDefault(addon, 0L) + more > MOST_BYTES) {
            throw Refusal.of(
                    "SubscriptionLimitExceeded", "All topics and subscriptions of an add-on have at most 4 MB.");
        }
    }

    private void resized(String key, int bytes) {
        sizes.merge(Keys.addon(key), (long) bytes, Long::sum);
    }

    void save(Topic topic) {
        byte[] bytes = topic.bytes();
        byte[] before = topics().put(topic.key(), bytes);
        resized(topic.key(), bytes.length - (before == null ? 0 : before.length));
        ledger.touched();
    }

    void save(Subscription subscription) {
        delete(subscription);
        byte[] bytes = subscription.bytes();
        subscriptions().put(subscription.key(), bytes);
        listeners.forget(Keys.of(subscription.addon(), subscription.topic()));
        resized(subscription.key(), bytes.length);
        indexed(subscription);
        ledger.touched();
    }

    private void indexed(Subscription subscription) {
        for (String name : names(subscription)) {
            index().put(name, subscription.key().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> names(Subscription subscription) {
        String id = Keys.of(subscription.id(), subscription.addon());
        return subscription.isPending()
                ? List.of(id, Keys.of(subscription.token(), subscription.addon()))
                : List.of(id);
    }

    void delete(Subscription subscription) {
        byte[] before = subscriptions().remove(subscription.key());
        listeners.forget(Keys.of(subscription.addon(), subscription.topic()));
        if (before != null) {
            names(Subscription.of(subscription.key(), before)).forEach(index()::remove);
            resized(subscription.key(), -before.length);
        }
        ledger.touched();
    }

    /** Each add-on has then what the other one had. */
    void exchange(String one, String other) {
        List<Topic> ones = of(one);
        List<Topic> others = of(other);
        List<Subscription> toOnes = subscriptions(one, null);
        List<Subscription> toOthers = subscriptions(other, null);
        ones.forEach(this::delete);
        others.forEach(this::delete);
        ones.forEach(topic -> save(topic.of(other)));
        others.forEach(topic -> save(topic.of(one)));
        toOnes.forEach(subscription -> save(subscription.of(other)));
        toOthers.forEach(subscription -> save(subscription.of(one)));
    }

    void delete(Topic topic) {
        subscriptions(topic.addon(), topic.name()).forEach(this::delete);
        byte[] before = topics().remove(topic.key());
        resized(topic.key(), before == null ? 0 : -before.length);
        ledger.touched();
    }
}

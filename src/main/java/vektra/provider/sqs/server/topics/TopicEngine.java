package vektra.provider.sqs.server.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.call.Engine;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.topics.delivery.Courier;
import vektra.provider.sqs.server.topics.delivery.Deliveries;
import vektra.provider.sqs.server.topics.delivery.Signer;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.topics.stored.Topic;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

public final class TopicEngine implements Engine {
    private final Map<String, Function<Call, @Nullable Outcome>> actions = new HashMap<>();
    private final Topics topics;
    private final Deliveries deliveries;
    private final Signer signer;
    private final Courier courier;
    private final SubscriptionApi subscriptions;

    /**
     * @param base such as {@code http://127.0.0.1:port} of this server
     * @param spaces the space of an add-on; a refusal where it is shut or gone
     */
    public TopicEngine(Ledger ledger, Time time, DataFolder folder, String base, Function<String, Space> spaces) {
        topics = new Topics(ledger);
        deliveries = new Deliveries(ledger, time);
        signer = new Signer(folder.root().resolve("signing"));
        courier = Courier.of(ledger, time, deliveries, topics::subscription, folder, signer, base);
        subscriptions = new SubscriptionApi(topics, courier, spaces);
        new TopicApi(topics).register(actions);
        subscriptions.register(actions);
        new Publishing(ledger, time, topics, deliveries, courier::look).register(actions);
    }

    @Override
    public String service() {
        return "sns";
    }

    @Override
    public String namespace() {
        return "http://sns.amazonaws.com/doc/2010-03-31/";
    }

    @Override
    public @Nullable Function<Call, @Nullable Outcome> action(String name) {
        return actions.get(name);
    }

    @Override
    public @Nullable Function<Input, Outcome> open(String name) {
        return switch (name) {
            case "ConfirmSubscription" -> subscriptions::confirm;
            case "Unsubscribe" -> subscriptions::leave;
            default -> null;
        };
    }

    @Override
    public @Nullable String document(String path) {
        return path.equals(Signer.PATH) ? signer.pem() : null;
    }

    /** Nothing waits here. */
    @Override
    public void refuse() {}

    @Override
    public Map<String, Object> administer(String question, Space space, Input input) {
        return switch (question) {
            case "Make" -> make(space, input.required("name"));
            case "Delete" -> delete(space);
            case "Figures" -> figures(space);
            case "Read" -> read(space);
            case "Write" -> write(space, input);
            case "Exchange" -> exchange(space.addon(), input.required("other"));
            default -> throw Refusal.of("InvalidAction", "unknown: " + question);
        };
    }

    private Map<String, Object> make(Space space, String name) {
        if (topics.find(space.addon(), name) == null) {
            topics.save(new Topic(space.addon(), name, Map.of(), Map.of()));
        }
        return Map.of();
    }

    private Map<String, Object> delete(Space space) {
        topics.of(space.addon()).forEach(topics::delete);
        return Map.of();
    }

    private Map<String, Object> figures(Space space) {
        List<Object> each = new ArrayList<>();
        for (String key : topics.topicKeys(space.addon())) {
            String name = Keys.within(key);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("topic", name);
            one.put(
                    "subscriptions",
                    topics.subscriptionKeys(space.addon(), name).size());
            each.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("topics", each.size());
        all.put("subscriptions", topics.subscriptionKeys(space.addon(), null).size());
        all.put("waiting", deliveries.waiting(space.addon()));
        all.put("each", each);
        return all;
    }

    private Map<String, Object> read(Space space) {
        List<Object> found = new ArrayList<>();
        for (Topic topic : topics.of(space.addon())) {
            found.add(Map.of("name", topic.name(), "attributes", topic.attributes(), "tags", topic.tags()));
        }
        List<Object> to = new ArrayList<>();
        for (Subscription each : topics.subscriptions(space.addon(), null)) {
            to.add(Map.of(
                    "topic", each.topic(),
                    "id", each.id(),
                    "protocol", each.protocol(),
                    "endpoint", each.endpoint(),
                    "token", each.token(),
                    "attributes", each.attributes()));
        }
        return Map.of("topics", found, "subscriptions", to);
    }

    private Map<String, Object> write(Space space, Input in) {
        for (Object each : in.list("topics")) {
            Input one = Input.of(each, "topics");
            topics.save(new Topic(space.addon(), one.required("name"), one.textMap("attributes"), one.textMap("tags")));
        }
        for (Object each : in.list("subscriptions")) {
            Input one = Input.of(each, "subscriptions");
            topics.save(new Subscription(
                    space.addon(),
                    one.required("topic"),
                    one.required("id"),
                    one.required("protocol"),
                    one.required("endpoint"),
                    String.valueOf(one.values().getOrDefault("token", "")),
                    one.textMap("attributes")));
        }
        return Map.of();
    }

    private Map<String, Object> exchange(String one, String other) {
        topics.exchange(one, other);
        courier.look();
        return Map.of();
    }

    @Override
    public void start() {
        Thread thread = new Thread(courier, "deliveries");
        thread.setDaemon(true);
        thread.start();
    }
}

package vektra.provider.sqs.server.topics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.topics.delivery.Courier;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.topics.stored.Topic;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** What clients can ask of subscriptions. */
final class SubscriptionApi {
    private static final int MOST = 1000;

    private final Topics topics;
    private final Courier courier;
    private final Function<String, Space> spaces;

    /** @param spaces the space of an add-on; a refusal where it is shut or gone */
    SubscriptionApi(Topics topics, Courier courier, Function<String, Space> spaces) {
        this.topics = topics;
        this.courier = courier;
        this.spaces = spaces;
    }

    void register(Map<String, Function<Call, @Nullable Outcome>> actions) {
        actions.put("Subscribe", this::subscribe);
        actions.put("ConfirmSubscription", call -> confirm(call.input()));
        actions.put("Unsubscribe", this::unsubscribe);
        actions.put("ListSubscriptions", this::list);
        actions.put("ListSubscriptionsByTopic", this::listByTopic);
        actions.put("GetSubscriptionAttributes", this::attributes);
        actions.put("SetSubscriptionAttributes", this::setAttribute);
    }

    private Outcome subscribe(Call call) {
        Topic topic = topics.named(call, "TopicArn");
        String protocol = call.input().required("Protocol");
        String endpoint = call.input().required("Endpoint");
        Map<String, String> attributes = new TreeMap<>(call.input().textMap("Attributes"));
        SubscriptionRules.requireEndpoint(topic, protocol, endpoint);
        attributes.forEach((name, value) -> SubscriptionRules.require(topic, name, value, attributes));
        for (Subscription each : topics.subscriptions(topic.addon(), topic.name())) {
            if (each.protocol().equals(protocol) && each.endpoint().equals(endpoint)) {
                if (!attributes.isEmpty() && !each.attributes().equals(attributes)) {
                    throw Refusal.invalidParameter(
                            "Attributes Reason: Subscription already exists with different attributes");
                }
                return subscribed(call, each, topic);
            }
        }
        if (topics.subscriptionKeys(topic.addon(), topic.name()).size() >= MOST) {
            throw Refusal.of("SubscriptionLimitExceeded", "A topic has at most " + MOST + " subscriptions.");
        }
        String token = protocol.equals("sqs") ? "" : UUID.randomUUID() + "" + UUID.randomUUID();
        Subscription made = new Subscription(
                topic.addon(), topic.name(), UUID.randomUUID().toString(), protocol, endpoint, token, attributes);
        topics.saveWithinLimit(made);
        try {
            return subscribed(call, made, topic);
        } catch (Refusal refusal) {
            topics.delete(made);
            throw refusal;
        }
    }

    private Outcome subscribed(Call call, Subscription subscription, Topic topic) {
        String arn = topic.arn(call.space().account());
        if (subscription.isPending()) {
            courier.confirm(subscription, arn, topic.signature());
        }
        boolean asked = "true".equals(call.input().text("ReturnSubscriptionArn"));
        String shown = subscription.isPending() && !asked ? "pending confirmation" : arn + ":" + subscription.id();
        return Outcome.done(Map.of("SubscriptionArn", shown));
    }

    /** Needs no signature: the token was sent to the subscriber alone. */
    Outcome confirm(Input in) {
        Arn topic = Arn.of(in.text("TopicArn"));
        Subscription waiting = topic == null ? null : of(topic, in.required("Token"));
        if (topic == null || waiting == null || !waiting.isPending()) {
            throw Refusal.invalidParameter("Token");
        }
        topics.save(waiting.confirmed());
        return Outcome.done(Map.of("SubscriptionArn", topic + ":" + waiting.id()));
    }

    /** Needs no signature: the address was sent to the subscriber alone. */
    Outcome leave(Input in) {
        String text = in.required("SubscriptionArn");
        int colon = text.lastIndexOf(':');
        Arn topic = Arn.of(colon < 0 ? null : text.substring(0, colon));
        Subscription found = topic == null ? null : of(topic, text.substring(colon + 1));
        if (found == null) {
            return Outcome.seen(Map.of());
        }
        topics.delete(found);
        return Outcome.done();
    }

    /** The subscription to that topic with that id or token; a refusal where the add-on is shut. */
    private @Nullable Subscription of(Arn topic, String secret) {
        for (Subscription each : topics.identified(secret)) {
            if (each.topic().equals(topic.name())
                    && spaces.apply(each.addon()).account().equals(topic.account())) {
                return each;
            }
        }
        return null;
    }

    private Outcome unsubscribe(Call call) {
        try {
            topics.delete(topics.subscription(call));
        } catch (Refusal refusal) {
            if (!refusal.code().equals("NotFound")) {
                throw refusal;
            }
        }
        return Outcome.done();
    }

    private Outcome list(Call call) {
        return page(call, topics.subscriptionKeys(call.space().addon(), null));
    }

    private Outcome listByTopic(Call call) {
        Topic topic = topics.named(call, "TopicArn");
        return page(call, topics.subscriptionKeys(topic.addon(), topic.name()));
    }

    private Outcome page(Call call, List<String> keys) {
        return TopicApi.page(call, "Subscriptions", keys, key -> {
            Subscription each = Objects.requireNonNull(topics.subscription(key));
            String topic = new Arn("sns", call.space().account(), each.topic()).toString();
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("SubscriptionArn", each.isPending() ? "PendingConfirmation" : topic + ":" + each.id());
            shown.put("Owner", call.space().account());
            shown.put("Protocol", each.protocol());
            shown.put("Endpoint", each.endpoint());
            shown.put("TopicArn", topic);
            return shown;
        });
    }

    private Outcome attributes(Call call) {
        Subscription found = topics.subscription(call);
        String topic = new Arn("sns", call.space().account(), found.topic()).toString();
        Map<String, String> shown = new LinkedHashMap<>(found.attributes());
        shown.putIfAbsent(Subscription.RAW, "false");
        if (shown.containsKey(Subscription.FILTER)) {
            shown.putIfAbsent(Subscription.SCOPE, "MessageAttributes");
        }
        shown.put("SubscriptionArn", topic + ":" + found.id());
        shown.put("TopicArn", topic);
        shown.put("Owner", call.space().account());
        shown.put("Protocol", found.protocol());
        shown.put("Endpoint", found.endpoint());
        shown.put("PendingConfirmation", Boolean.toString(found.isPending()));
        shown.put("ConfirmationWasAuthenticated", "false");
        return Outcome.seen(Map.of("Attributes", shown));
    }

    private Outcome setAttribute(Call call) {
        Subscription found = topics.subscription(call);
        String name = call.input().required("AttributeName");
        String value = call.input().text("AttributeValue");
        Map<String, String> all = new TreeMap<>(found.attributes());
        all.put(name, value == null ? "" : value);
        Topic topic = Objects.requireNonNull(topics.find(found.addon(), found.topic()));
        SubscriptionRules.require(topic, name, value == null ? "" : value, all);
        if (name.equals(Subscription.SCOPE)
                && !all.getOrDefault(Subscription.FILTER, "").isEmpty()) {
            SubscriptionRules.require(topic, Subscription.FILTER, all.getOrDefault(Subscription.FILTER, ""), all);
        }
        all.values().removeIf(String::isEmpty);
        topics.saveWithinLimit(found.with(all));
        return Outcome.done();
    }
}

package vektra.provider.sqs.server.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.topics.stored.Topic;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Shown;

/** What clients can ask of topics. */
final class TopicApi {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\\.fifo");
    private static final int MOST_TOPICS = 1000;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST = 30_000;

    /** The attributes of a topic; only those about deduplication, size and signature have an effect. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "DisplayName",
            "Policy",
            "DeliveryPolicy",
            "FifoTopic",
            "ContentBasedDeduplication",
            "FifoThroughputScope",
            "KmsMasterKeyId",
            "SignatureVersion",
            "TracingConfig",
            "ArchivePolicy",
            Topic.LARGEST);

    private final Topics topics;

    TopicApi(Topics topics) {
        this.topics = topics;
    }

    void register(Map<String, Function<Call, @Nullable Outcome>> actions) {
        actions.put("CreateTopic", this::create);
        actions.put("DeleteTopic", this::delete);
        actions.put("ListTopics", this::list);
        actions.put("GetTopicAttributes", this::attributes);
        actions.put("SetTopicAttributes", this::setAttribute);
        actions.put("TagResource", this::tag);
        actions.put("UntagResource", this::untag);
        actions.put("ListTagsForResource", this::tags);
    }

    private Outcome create(Call call) {
        String name = call.input().required("Name");
        Map<String, String> attributes = call.input().textMap("Attributes");
        boolean fifo = "true".equals(attributes.get("FifoTopic"));
        if (!NAME.matcher(name).matches() || fifo != name.endsWith(".fifo")) {
            throw Refusal.invalidParameter("Topic Name");
        }
        attributes.forEach(TopicApi::require);
        Map<String, String> tags = tags(call.input());
        Topic topic = topics.find(call.space().addon(), name);
        if (topic == null) {
            if (topics.topicKeys(call.space().addon()).size() >= MOST_TOPICS) {
                throw Refusal.of("TopicLimitExceeded", "An add-on has at most " + MOST_TOPICS + " topics.");
            }
            topic = new Topic(call.space().addon(), name, attributes, tags);
            topics.saveWithinLimit(topic);
        } else {
            for (Map.Entry<String, String> one : attributes.entrySet()) {
                if (!one.getValue().equals(topic.attributes().get(one.getKey()))) {
                    throw Refusal.invalidParameter("Attributes Reason: Topic already exists with different attributes");
                }
            }
            if (!tags.isEmpty() && !tags.equals(topic.tags())) {
                throw Refusal.invalidParameter("Tags Reason: Topic already exists with different tags");
            }
        }
        return Outcome.done(Map.of("TopicArn", topic.arn(call.space().account())));
    }

    private static void require(String name, String value) {
        if (!ATTRIBUTES.contains(name)) {
            throw Refusal.invalidParameter("AttributeName: " + Shown.brief(name));
        }
        if (value.length() > LONGEST) {
            throw Refusal.invalidParameter(name + ": it is too long");
        }
        boolean right = switch (name) {
            case Topic.SIGNATURE -> Set.of("1", "2").contains(value);
            case Topic.LARGEST -> Topic.isSize(value);
            default -> true;
        };
        if (!right) {
            throw Refusal.invalidParameter(name + ": " + Shown.brief(value));
        }
    }

    private Outcome delete(Call call) {
        try {
            topics.delete(topics.named(call, "TopicArn"));
        } catch (Refusal refusal) {
            if (!refusal.code().equals("NotFound")) {
                throw refusal;
            }
        }
        return Outcome.done();
    }

    private Outcome list(Call call) {
        String account = call.space().account();
        return page(
                call,
                "Topics",
                topics.topicKeys(call.space().addon()),
                key -> Map.of("TopicArn", new Arn("sns", account, key.substring(key.indexOf('/') + 1)).toString()));
    }

    /** A hundred of them, from the one on that the token counts to. */
    static Outcome page(Call call, String name, List<String> all, Function<String, Object> shown) {
        String token = call.input().text("NextToken");
        if (token != null && !token.matches("[0-9]{1,6}")) {
            throw Refusal.invalidParameter("NextToken");
        }
        int from = Math.min(token == null ? 0 : Integer.parseInt(token), all.size());
        int to = Math.min(from + 100, all.size());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(name, all.subList(from, to).stream().map(shown).toList());
        if (to < all.size()) {
            result.put("NextToken", Integer.toString(to));
        }
        return Outcome.seen(result);
    }

    private Outcome attributes(Call call) {
        Topic topic = topics.named(call, "TopicArn");
        List<Subscription> subscriptions = topics.subscriptions(topic.addon(), topic.name());
        long pending = subscriptions.stream().filter(Subscription::isPending).count();
        Map<String, String> shown = new LinkedHashMap<>(topic.attributes());
        shown.put("TopicArn", topic.arn(call.space().account()));
        shown.put("Owner", call.space().account());
        shown.putIfAbsent("DisplayName", "");
        shown.putIfAbsent("Policy", "{\"Version\":\"2008-10-17\",\"Statement\":[]}");
        shown.put("SubscriptionsConfirmed", Long.toString(subscriptions.size() - pending));
        shown.put("SubscriptionsPending", Long.toString(pending));
        shown.put("SubscriptionsDeleted", "0");
        return Outcome.seen(Map.of("Attributes", shown));
    }

    private Outcome setAttribute(Call call) {
        Topic topic = topics.named(call, "TopicArn");
        String name = call.input().required("AttributeName");
        String value = call.input().text("AttributeValue");
        require(name, value == null ? "" : value);
        if (name.equals("FifoTopic")) {
            throw Refusal.invalidParameter("AttributeName: FifoTopic cannot be changed");
        }
        topic.attributes().put(name, value == null ? "" : value);
        topics.saveWithinLimit(topic);
        return Outcome.done();
    }

    private static Map<String, String> tags(Input in) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Object each : in.list("Tags")) {
            Input tag = Input.of(each, "Tags");
            String value = tag.text("Value");
            tags.put(tag.required("Key"), value == null ? "" : value);
        }
        boolean wrong = tags.entrySet().stream()
                .anyMatch(tag -> tag.getKey().length() > 128 || tag.getValue().length() > 256);
        if (wrong || tags.size() > MOST_TAGS) {
            throw Refusal.invalidParameter("Tags");
        }
        return tags;
    }

    private Outcome tag(Call call) {
        Topic topic = topics.named(call, "ResourceArn");
        Map<String, String> all = new LinkedHashMap<>(topic.tags());
        all.putAll(tags(call.input()));
        if (all.size() > MOST_TAGS) {
            throw Refusal.of("TagLimitExceeded", "A topic has at most " + MOST_TAGS + " tags.");
        }
        topic.tags().putAll(all);
        topics.saveWithinLimit(topic);
        return Outcome.done();
    }

    private Outcome untag(Call call) {
        Topic topic = topics.named(call, "ResourceArn");
        call.input().texts("TagKeys").forEach(topic.tags()::remove);
        topics.save(topic);
        return Outcome.done();
    }

    private Outcome tags(Call call) {
        List<Object> shown = new ArrayList<>();
        topics.named(call, "ResourceArn").tags().forEach((key, value) -> shown.add(Map.of("Key", key, "Value", value)));
        return Outcome.seen(Map.of("Tags", shown));
    }
}

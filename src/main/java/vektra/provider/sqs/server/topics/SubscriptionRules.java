package vektra.provider.sqs.server.topics;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.topics.delivery.Retry;
import vektra.provider.sqs.server.topics.filter.Filter;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.topics.stored.Topic;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Shown;

/** Refuses endpoints and attributes that a subscription to a topic cannot have. */
final class SubscriptionRules {
    private static final Pattern URL =
            Pattern.compile("(https?)://[A-Za-z0-9.:\\[\\]_-]{1,255}(/[\\x21-\\x7e]{0,2000})?");
    private static final int LONGEST_POLICY = 256 << 10;

    private SubscriptionRules() {}

    static void requireEndpoint(Topic topic, String protocol, String endpoint) {
        if (protocol.equals("sqs")) {
            Arn queue = Arn.of(endpoint);
            if (queue == null || !queue.service().equals("sqs")) {
                throw Refusal.invalidParameter("SQS endpoint ARN");
            }
            if (topic.isFifo() && !queue.name().endsWith(".fifo")) {
                throw Refusal.invalidParameter(
                        "Endpoint Reason: FIFO topics have only FIFO queues as subscribers here");
            }
            if (!topic.isFifo() && queue.name().endsWith(".fifo")) {
                throw Refusal.invalidParameter(
                        "Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
            }
        } else if (protocol.equals("http") || protocol.equals("https")) {
            if (!URL.matcher(endpoint).matches() || !endpoint.startsWith(protocol + "://")) {
                throw Refusal.invalidParameter("Endpoint must match the specified protocol");
            }
            if (topic.isFifo()) {
                throw Refusal.invalidParameter(
                        "Endpoint Reason: FIFO topics have only FIFO queues as subscribers here");
            }
        } else {
            throw Refusal.invalidParameter("Protocol " + Shown.brief(protocol) + ": sqs, http and https are offered");
        }
    }

    /** @param all the attributes, with that one */
    static void require(Topic topic, String name, String value, Map<String, String> all) {
        if (value.length() > LONGEST_POLICY) {
            throw Refusal.invalidParameter(name + ": it has more than 256 KB");
        }
        switch (name) {
            case Subscription.FILTER -> {
                if (!value.isEmpty()) {
                    Filter.require(value, all.getOrDefault(Subscription.SCOPE, ""));
                }
            }
            case Subscription.SCOPE -> requireOneOf(name, value, Set.of("MessageAttributes", "MessageBody"));
            case Subscription.RAW -> requireOneOf(name, value, Set.of("true", "false"));
            case Subscription.DELIVERY -> Retry.of(value);
            case Subscription.REDRIVE -> requireDeadLetters(topic, value);
            default -> throw Refusal.invalidParameter("AttributeName: " + Shown.brief(name));
        }
    }

    private static void requireDeadLetters(Topic topic, String policy) {
        if (policy.isEmpty()) {
            return;
        }
        Arn dead;
        try {
            dead = Subscription.deadLetters(policy);
        } catch (Refusal e) {
            throw Refusal.invalidParameter("RedrivePolicy: failed to parse JSON.");
        }
        if (dead == null) {
            throw Refusal.invalidParameter("RedrivePolicy: deadLetterTargetArn is not the ARN of a queue");
        }
        if (dead.name().endsWith(".fifo") != topic.isFifo()) {
            throw Refusal.invalidParameter(
                    "RedrivePolicy: the dead-letter queue must be of the same type as the topic");
        }
    }

    private static void requireOneOf(String name, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw Refusal.invalidParameter(
                    "Attributes Reason: " + name + ": Invalid value [" + Shown.brief(value) + "].");
        }
    }
}

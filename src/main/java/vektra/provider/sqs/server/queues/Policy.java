package vektra.provider.sqs.server.queues;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.wire.Glob;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/**
 * Reads from a queue's policy which topics may send to it; of all else in policies nothing has an effect. What is not
 * understood never lets a topic in: an Allow with it does not apply, and a Deny does.
 */
final class Policy {
    private static final String SOURCE = "aws:sourcearn";
    private static final Set<String> EXACT = Set.of("StringEquals");
    private static final Set<String> PATTERNS = Set.of("ArnEquals", "ArnLike", "StringLike");

    private final String queue;
    private final String topic;

    private Policy(String queue, String topic) {
        this.queue = queue;
        this.topic = topic;
    }

    /**
     * Whether a statement allows sending on the condition that the source is the topic, and none denies it.
     *
     * @param arn the queue's
     */
    static boolean lets(Queue queue, String arn, String topic) {
        String policy = queue.attributes().getOrDefault(Attributes.POLICY, "");
        if (policy.isEmpty()) {
            return false;
        }
        try {
            Input whole = Input.of(policy.getBytes(StandardCharsets.UTF_8));
            List<Input> statements = list(whole.values().get("Statement")).stream()
                    .map(each -> Input.of(each, "Statement"))
                    .toList();
            Policy asked = new Policy(arn, topic);
            return statements.stream().noneMatch(asked::denies)
                    && statements.stream().anyMatch(asked::allows);
        } catch (Refusal e) {
            return false;
        }
    }

    private boolean allows(Input statement) {
        Map<String, Object> conditions = statement.map("Condition");
        return "Allow".equals(statement.text("Effect"))
                && !statement.has("NotAction")
                && !statement.has("NotPrincipal")
                && !statement.has("NotResource")
                && sends(statement)
                && isMeant(statement)
                && isTopics(statement.values().get("Principal"))
                && !conditions.isEmpty()
                && conditions.entrySet().stream()
                        .allMatch(one -> isPositive(one.getKey()) && Boolean.TRUE.equals(holds(one)));
    }

    private boolean denies(Input statement) {
        return !"Allow".equals(statement.text("Effect"))
                && (statement.has("NotAction") || sends(statement))
                && (statement.has("NotResource") || isMeant(statement))
                && statement.map("Condition").entrySet().stream().noneMatch(one -> Boolean.FALSE.equals(holds(one)));
    }

    private static boolean sends(Input statement) {
        return list(statement.values().get("Action")).stream()
                .anyMatch(action -> Glob.matches(String.valueOf(action).toLowerCase(Locale.ROOT), "sqs:sendmessage"));
    }

    /** Whether the statement is about the queue, as one that names none is. */
    private boolean isMeant(Input statement) {
        return !statement.has("Resource")
                || list(statement.values().get("Resource")).stream()
                        .anyMatch(resource -> Glob.matches(String.valueOf(resource), queue));
    }

    /** Whether topics are among the principals. */
    private static boolean isTopics(@Nullable Object principal) {
        if (principal instanceof Map<?, ?> map) {
            return list(map.get("AWS")).contains("*")
                    || list(map.get("Service")).contains("sns.amazonaws.com")
                    || list(map.get("Service")).contains("*");
        }
        return principal == null || principal.equals("*");
    }

    private static boolean isPositive(String operator) {
        return EXACT.contains(operator) || PATTERNS.contains(operator);
    }

    /** Whether the conditions of an operator hold for the topic; null where one is not understood. */
    private @Nullable Boolean holds(Map.Entry<String, Object> one) {
        String operator = one.getKey().replaceFirst("(?<=Arn|String)Not", "");
        if (!isPositive(operator) || !(one.getValue() instanceof Map<?, ?> keys) || keys.isEmpty()) {
            return null;
        }
        boolean wanted = operator.equals(one.getKey());
        for (Map.Entry<?, ?> key : keys.entrySet()) {
            if (!SOURCE.equals(String.valueOf(key.getKey()).toLowerCase(Locale.ROOT))) {
                return null;
            }
            boolean matches = list(key.getValue()).stream()
                    .map(String::valueOf)
                    .anyMatch(value -> EXACT.contains(operator) ? value.equals(topic) : Glob.matches(value, topic));
            if (matches != wanted) {
                return false;
            }
        }
        return true;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }
}

package vektra.provider.sqs.server.queues;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Shown;

/** The attributes of a queue and their defaults. */
final class Attributes {
    static final String DELAY = "DelaySeconds";
    static final String LARGEST = "MaximumMessageSize";
    static final String RETENTION = "MessageRetentionPeriod";
    static final String WAIT = "ReceiveMessageWaitTimeSeconds";
    static final String VISIBILITY = "VisibilityTimeout";
    static final String FIFO = "FifoQueue";
    static final String BY_CONTENT = "ContentBasedDeduplication";
    static final String SCOPE = "DeduplicationScope";
    static final String POLICY = "Policy";
    static final int LARGEST_MESSAGE = 1 << 20;

    private record Range(int least, int most, int normal) {}

    private static final Map<String, Range> NUMBERS = Map.of(
            DELAY, new Range(0, 900, 0),
            LARGEST, new Range(1024, LARGEST_MESSAGE, LARGEST_MESSAGE),
            RETENTION, new Range(60, 1_209_600, 345_600),
            WAIT, new Range(0, 20, 0),
            VISIBILITY, new Range(0, Mailbox.LONGEST_VISIBILITY, 30));

    private static final Map<String, String> DEFAULTS = defaults(false);
    private static final Map<String, String> FIFO_DEFAULTS = defaults(true);

    /** Kept and answered, without an effect: nothing is encrypted here, and there is no limit on the rate. */
    private static final Set<String> NO_EFFECT =
            Set.of("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled", "FifoThroughputLimit");

    private static final Set<String> COUNTED = Set.of(
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "QueueArn");

    private static final Set<String> FIFO_ONLY = Set.of(FIFO, BY_CONTENT, SCOPE, "FifoThroughputLimit");
    private static final int LONGEST_TEXT = 20_000;

    private Attributes() {}

    private static Map<String, String> defaults(boolean fifo) {
        Map<String, String> all = new TreeMap<>();
        NUMBERS.forEach((name, range) -> all.put(name, Integer.toString(range.normal())));
        all.put("SqsManagedSseEnabled", "false");
        if (fifo) {
            all.putAll(Map.of(FIFO, "true", BY_CONTENT, "false", SCOPE, "queue", "FifoThroughputLimit", "perQueue"));
        }
        return all;
    }

    private static Map<String, String> defaults(Queue queue) {
        return queue.isFifo() ? FIFO_DEFAULTS : DEFAULTS;
    }

    static String value(Queue queue, String name) {
        return queue.attributes().getOrDefault(name, defaults(queue).getOrDefault(name, ""));
    }

    /** Refuses what cannot be set; policies are looked at by {@link Redrive}. */
    static void require(String queue, Map<String, String> given) {
        boolean fifo = queue.endsWith(".fifo");
        given.forEach((name, value) -> {
            Range range = NUMBERS.get(name);
            if (FIFO_ONLY.contains(name) && !fifo) {
                throw name.equals(FIFO) && value.equals("true")
                        ? Refusal.invalid("The name of a FIFO queue can only include alphanumeric characters, hyphens,"
                                + " or underscores, must end with .fifo suffix and be 1 to 80 in length.")
                        : unknown(name);
            } else if (range != null) {
                number(name, value, range);
            } else if (Set.of(FIFO, BY_CONTENT).contains(name)) {
                requireOneOf(name, value, List.of("true", "false"));
            } else if (name.equals(SCOPE)) {
                requireOneOf(name, value, List.of("queue", "messageGroup"));
            } else if (!NO_EFFECT.contains(name)
                    && !Set.of(POLICY, Redrive.POLICY, RedriveAllow.NAME).contains(name)) {
                throw unknown(name);
            }
            if (value.length() > LONGEST_TEXT) {
                throw invalid(name, value);
            }
        });
        if (fifo && !given.getOrDefault(FIFO, "true").equals("true")) {
            throw invalid(FIFO, "false");
        }
    }

    private static void number(String name, String value, Range range) {
        try {
            Input.number(name, value, range.least(), range.most());
        } catch (Refusal e) {
            throw invalid(name, value);
        }
    }

    private static void requireOneOf(String name, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw invalid(name, value);
        }
    }

    private static Refusal unknown(String name) {
        return Refusal.of("InvalidAttributeName", "Unknown Attribute " + Shown.brief(name) + ".");
    }

    static Refusal invalid(String name, String value) {
        return Refusal.of(
                "InvalidAttributeValue", "Invalid value for the parameter " + name + ": " + Shown.brief(value) + ".");
    }

    /** All that is asked for, in the order of the names. */
    static Map<String, String> shown(Queue queue, String account, List<String> asked) {
        Map<String, String> all = new TreeMap<>(defaults(queue));
        all.putAll(queue.attributes());
        Mailbox mailbox = queue.mailbox();
        long hidden = mailbox.hidden();
        long delayed = mailbox.delayed();
        all.put("ApproximateNumberOfMessages", Long.toString(mailbox.size() - hidden - delayed));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(hidden));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(delayed));
        all.put("CreatedTimestamp", Long.toString(queue.created() / 1000));
        all.put("LastModifiedTimestamp", Long.toString(queue.modified() / 1000));
        all.put("QueueArn", queue.arn(account));
        if (asked.contains("All")) {
            return all;
        }
        Map<String, String> some = new LinkedHashMap<>();
        for (String name : asked) {
            String value = all.get(name);
            boolean known = value != null
                    || COUNTED.contains(name)
                    || NO_EFFECT.contains(name)
                    || FIFO_ONLY.contains(name)
                    || Set.of(POLICY, Redrive.POLICY, RedriveAllow.NAME).contains(name);
            if (!known) {
                throw unknown(name);
            }
            if (value != null && !value.isEmpty()) {
                some.put(name, value);
            }
        }
        return some;
    }
}

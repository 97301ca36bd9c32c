package vektra.provider.sqs.server.topics.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import vektra.provider.sqs.server.topics.stored.Subscription;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/**
 * How often a delivery is tried again, and when.
 *
 * @param retries after the first attempt
 * @param least seconds before the first of them
 * @param most seconds before the last of them
 */
public record Retry(int retries, int least, int most) {
    /** For HTTP, unless the subscription says otherwise. */
    private static final Retry NORMAL = new Retry(3, 20, 20);

    /** For queues: they come back. */
    private static final Retry QUEUE = new Retry(100_000, 1, 30);

    private static final int LONGEST = 3600;
    private static final int MOST_RETRIES = 100;

    /** Refuses a policy that could not be carried out. */
    static Retry of(Subscription subscription) {
        return subscription.isQueue() ? QUEUE : of(subscription.attributes().getOrDefault(Subscription.DELIVERY, ""));
    }

    public static Retry of(String policy) {
        if (policy.isEmpty()) {
            return NORMAL;
        }
        try {
            Map<String, Object> whole =
                    Input.of(policy.getBytes(StandardCharsets.UTF_8)).values();
            Input in = new Input(new Input(whole).map("healthyRetryPolicy"));
            int least = in.number("minDelayTarget", 1, LONGEST, NORMAL.least());
            int most = in.number("maxDelayTarget", least, LONGEST, Math.max(least, NORMAL.most()));
            return new Retry(in.number("numRetries", 0, MOST_RETRIES, NORMAL.retries()), least, most);
        } catch (Refusal e) {
            throw Refusal.invalidParameter("DeliveryPolicy: it must be JSON, with a healthyRetryPolicy whose delays are"
                    + " 1 to 3600 seconds and whose numRetries is 0 to 100");
        }
    }

    boolean isOver(int attempts) {
        return attempts > retries;
    }

    /** Milliseconds before the next attempt. */
    long delay(int attempts) {
        long doubled = (long) least << Math.min(attempts - 1, 12);
        return Math.min(most, doubled) * 1000;
    }
}

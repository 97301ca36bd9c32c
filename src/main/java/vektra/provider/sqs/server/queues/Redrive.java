package vektra.provider.sqs.server.queues;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Shown;

/** Where the messages of a queue go that were received too often. */
record Redrive(Arn target, int most) {
    static final String POLICY = "RedrivePolicy";
    private static final int MOST_RECEIVES = 1000;

    /** Null where there is none. */
    static @Nullable Redrive of(String policy) {
        if (policy.isEmpty()) {
            return null;
        }
        try {
            Input in = Input.of(policy.getBytes(StandardCharsets.UTF_8));
            Arn target = Arn.of(in.required("deadLetterTargetArn"));
            if (target != null && target.service().equals("sqs")) {
                return new Redrive(
                        target, Input.number("maxReceiveCount", in.required("maxReceiveCount"), 1, MOST_RECEIVES));
            }
        } catch (Refusal e) {
            // refused like one that names no queue
        }
        throw Refusal.invalid("Value " + Shown.brief(policy)
                + " for parameter RedrivePolicy is invalid. Reason: it must name a deadLetterTargetArn and a"
                + " maxReceiveCount from 1 to 1000.");
    }

    /** Refuses a policy that could not be carried out. */
    static void require(Queues queues, Space space, String name, Map<String, String> given) {
        Redrive redrive = of(given.getOrDefault(POLICY, ""));
        RedriveAllow.of(given.getOrDefault(RedriveAllow.NAME, ""));
        if (redrive == null) {
            return;
        }
        Queue target = redrive.target().account().equals(space.account())
                ? queues.find(space.addon(), redrive.target().name())
                : null;
        if (target == null) {
            throw refused(given, "Dead letter target does not exist.");
        }
        if (target.isFifo() != name.endsWith(".fifo")) {
            throw refused(given, "Dead-letter queue must be same type of queue as the source.");
        }
        if (!RedriveAllow.of(target.attributes().getOrDefault(RedriveAllow.NAME, ""))
                .lets(new Arn("sqs", space.account(), name).toString())) {
            throw refused(given, "The dead-letter queue does not allow this source.");
        }
    }

    private static Refusal refused(Map<String, String> given, String reason) {
        return Refusal.invalid(
                "Value " + given.get(POLICY) + " for parameter RedrivePolicy is invalid. Reason: " + reason);
    }
}

package vektra.provider.sqs.server.queues;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** Which queues may have a queue as their dead-letter queue. */
record RedriveAllow(String permission, List<String> sources) {
    static final String NAME = "RedriveAllowPolicy";

    private static final String ALL = "allowAll";
    private static final String NONE = "denyAll";
    private static final String SOME = "byQueue";
    private static final int MOST_SOURCES = 10;

    /** Refuses what is none; an empty text lets all queues in. */
    static RedriveAllow of(String policy) {
        if (policy.isEmpty()) {
            return new RedriveAllow(ALL, List.of());
        }
        try {
            Input in = Input.of(policy.getBytes(StandardCharsets.UTF_8));
            RedriveAllow allow = new RedriveAllow(in.required("redrivePermission"), in.texts("sourceQueueArns"));
            if (allow.isRight()) {
                return allow;
            }
        } catch (Refusal e) {
            // refused like one with another permission
        }
        throw Attributes.invalid(NAME, policy);
    }

    private boolean isRight() {
        return switch (permission) {
            case ALL, NONE -> sources.isEmpty();
            case SOME ->
                !sources.isEmpty()
                        && sources.size() <= MOST_SOURCES
                        && sources.stream().allMatch(RedriveAllow::isQueue);
            default -> false;
        };
    }

    private static boolean isQueue(String text) {
        Arn arn = Arn.of(text);
        return arn != null && arn.service().equals("sqs");
    }

    boolean lets(String source) {
        return permission.equals(ALL) || (permission.equals(SOME) && sources.contains(source));
    }
}

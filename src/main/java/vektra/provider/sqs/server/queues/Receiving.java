package vektra.provider.sqs.server.queues;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.queues.mailbox.Attribute;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.queues.mailbox.Mailbox.Delivery;
import vektra.provider.sqs.server.queues.mailbox.Message;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** Takes messages out of queues for those who ask, or wait. */
final class Receiving {
    private static final int MOST = 10;
    private static final int LONGEST_WAIT = 20;
    private static final int MOST_WAITING = 1000;
    private static final int MOST_HIDDEN = 120_000;

    private final Queues queues;
    private final Waiting waiting;
    private final Consumer<Call> allowance;

    /** @param allowance throws the refusal when the access key of a call is no longer valid */
    Receiving(Queues queues, Waiting waiting, Consumer<Call> allowance) {
        this.queues = queues;
        this.waiting = waiting;
        this.allowance = allowance;
    }

    /** The messages, or null when the call waits for them. */
    @Nullable
    Outcome receive(Call call) {
        Queue queue = queues.named(call);
        Input in = call.input();
        int most = in.number("MaxNumberOfMessages", 1, MOST, 1);
        int visibility =
                in.number("VisibilityTimeout", 0, Mailbox.LONGEST_VISIBILITY, queue.number(Attributes.VISIBILITY));
        int wait = in.number("WaitTimeSeconds", 0, LONGEST_WAIT, queue.number(Attributes.WAIT));
        if (queue.mailbox().hidden() >= MOST_HIDDEN) {
            if (queue.isFifo()) {
                return Outcome.seen(Map.of());
            }
            throw Refusal.of("OverLimit", "Too many messages have been received and not been deleted.");
        }
        List<Delivery> found = take(call, queue, most, visibility);
        if (!found.isEmpty() || wait == 0) {
            return outcome(queue, found, in);
        }
        if (waiting.of(queue.addon()) >= MOST_WAITING) {
            // an empty answer would be followed by the next request at once
            throw Refusal.of("RequestThrottled", "An add-on has at most " + MOST_WAITING + " requests that wait.");
        }
        One one = new One(call, queue, most, visibility, queues.time().now() + wait * 1000L);
        waiting.add(queue, one);
        call.later()
                .whenGone(() -> queues.ledger().with(() -> {
                    // not the queue of then: the store may have been opened again since
                    Queue now = queues.find(queue.addon(), queue.name());
                    return now != null && now.receivers().remove(one);
                }));
        return null;
    }

    private final class One implements Waiting.Receiver {
        private final Call call;
        private final Queue queue;
        private final int most;
        private final int visibility;
        private final long deadline;

        One(Call call, Queue queue, int most, int visibility, long deadline) {
            this.call = call;
            this.queue = queue;
            this.most = most;
            this.visibility = visibility;
            this.deadline = deadline;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public boolean serve() {
            Queue now = queues.find(queue.addon(), queue.name());
            boolean late = deadline <= queues.time().now();
            if (now == null || !now.id().equals(queue.id())) {
                call.later().refuse(Refusal.noQueue());
                return true;
            }
            if (!late && !now.mailbox().isReady()) {
                return false;
            }
            if (call.later().isBusy()) {
                waiting.again();
                return false;
            }
            if (refuse()) {
                return true;
            }
            List<Delivery> found = take(call, now, most, visibility);
            if (found.isEmpty() && !late) {
                return false;
            }
            call.later().answer(outcome(now, found, call.input()));
            return true;
        }

        @Override
        public boolean refuse() {
            try {
                allowance.accept(call);
                return false;
            } catch (Refusal refusal) {
                call.later().refuse(refusal);
                return true;
            }
        }
    }

    private List<Delivery> take(Call call, Queue queue, int most, int visibility) {
        Redrive redrive = Redrive.of(Attributes.value(queue, Redrive.POLICY));
        Queue target = redrive == null
                ? null
                : queues.find(queue.addon(), redrive.target().name());
        List<Delivery> found = queue.mailbox().receive(most, visibility, queue.retention(), new Mailbox.Overflow() {
            @Override
            public boolean isOver(int received) {
                return redrive != null && target != null && received >= redrive.most();
            }

            @Override
            public void take(Message message) {
                if (target != null) {
                    String source = queue.arn(call.space().account());
                    long time = target.isFifo() ? queues.time().now() : message.sentAt();
                    target.mailbox().add(message.movedFrom(source, time), 0);
                }
            }
        });
        if (target != null && !target.receivers().isEmpty()) {
            waiting.look(target);
        }
        if (found.isEmpty() && queue.mailbox().isReady()) {
            // messages that could not be received were dropped, as many as one request may drop
            waiting.again();
        }
        return found;
    }

    private static Outcome outcome(Queue queue, List<Delivery> found, Input in) {
        if (found.isEmpty()) {
            return Outcome.seen(Map.of());
        }
        List<String> names = new ArrayList<>(in.texts("AttributeNames"));
        names.addAll(in.texts("MessageSystemAttributeNames"));
        List<String> wanted = in.texts("MessageAttributeNames");
        List<Map<String, Object>> messages =
                found.stream().map(each -> shown(queue, each, names, wanted)).toList();
        // a group must stay closed after a restart, too
        return new Outcome(Map.of("Messages", messages), queue.isFifo());
    }

    private static Map<String, Object> shown(Queue queue, Delivery delivery, List<String> names, List<String> wanted) {
        Message message = delivery.message();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("MessageId", message.id());
        shown.put("ReceiptHandle", delivery.handle());
        shown.put("MD5OfBody", message.md5());
        shown.put("Body", message.text());
        Map<String, String> system = system(queue, delivery);
        if (!names.contains("All")) {
            system.keySet().retainAll(names);
        }
        if (!system.isEmpty()) {
            shown.put("Attributes", system);
        }
        List<Attribute> attributes = message.attributes().stream()
                .filter(each -> wanted.stream().anyMatch(pattern -> matches(pattern, each.name())))
                .toList();
        if (!attributes.isEmpty()) {
            Map<String, Object> own = new LinkedHashMap<>();
            attributes.forEach(each -> own.put(each.name(), each.shown()));
            shown.put("MessageAttributes", own);
            shown.put("MD5OfMessageAttributes", Attribute.md5(attributes));
        }
        return shown;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.equals("All")
                || pattern.equals(name)
                || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2)));
    }

    private static Map<String, String> system(Queue queue, Delivery delivery) {
        Message message = delivery.message();
        Map<String, String> system = new LinkedHashMap<>();
        system.put("SenderId", message.sender());
        system.put("SentTimestamp", Long.toString(message.sentAt()));
        system.put("ApproximateReceiveCount", Integer.toString(delivery.count()));
        system.put("ApproximateFirstReceiveTimestamp", Long.toString(delivery.first()));
        if (queue.isFifo()) {
            system.put("SequenceNumber", Message.sequence(delivery.number()));
        }
        Map.of(
                        "MessageDeduplicationId", message.deduplication(),
                        "MessageGroupId", message.group(),
                        "AWSTraceHeader", message.trace(),
                        "DeadLetterQueueSourceArn", message.source())
                .forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        system.put(name, value);
                    }
                });
        return system;
    }
}

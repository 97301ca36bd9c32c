package vektra.provider.sqs.server.queues;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Sha256;
import vektra.provider.sqs.server.queues.mailbox.Attribute;
import vektra.provider.sqs.server.queues.mailbox.Deduplication;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.queues.mailbox.Message;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

final class Sending {
    private static final String TRACE = "AWSTraceHeader";
    private static final int LONGEST_TRACE = 1000;

    private final Queues queues;
    private final Waiting waiting;

    Sending(Queues queues, Waiting waiting) {
        this.queues = queues;
        this.waiting = waiting;
    }

    /** A message that can be sent as it is. */
    record Ready(Message message, int delay, String key, List<Attribute> system) {}

    Map<String, Object> send(Queue queue, String sender, Input in) {
        Map<String, Object> sent = send(queue, ready(queue, sender, in));
        waiting.look(queue);
        return sent;
    }

    /** As a topic sends: its envelope may be larger than what clients can send, and was accepted by the topic. */
    Map<String, Object> deliver(Queue queue, String topic, Input in) {
        Map<String, Object> sent = send(queue, ready(queue, topic, in, Integer.MAX_VALUE));
        waiting.look(queue);
        return sent;
    }

    /** Looks at a message, and refuses what cannot be sent. */
    Ready ready(Queue queue, String sender, Input in) {
        return ready(queue, sender, in, queue.number(Attributes.LARGEST));
    }

    private Ready ready(Queue queue, String sender, Input in, int largest) {
        if (queues.ledger().isFull()) {
            throw Refusal.unavailable("The disk of the server is full.");
        }
        String body = in.required("MessageBody");
        Message.requireText(body);
        List<Attribute> attributes = Attribute.of(in.map("MessageAttributes"), true);
        List<Attribute> system = Attribute.of(in.map("MessageSystemAttributes"), false);
        for (Attribute each : system) {
            if (!each.name().equals(TRACE) || each.isBinary() || each.value().length > LONGEST_TRACE) {
                throw Refusal.invalid("Message system attribute name '" + each.name() + "' is invalid.");
            }
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Message message = new Message(
                UUID.randomUUID().toString(),
                queues.time().now(),
                Message.id(in, "MessageGroupId"),
                Message.id(in, "MessageDeduplicationId"),
                sender,
                system.isEmpty() ? "" : system.get(0).text(),
                "",
                bytes,
                attributes);
        if (message.size() > largest) {
            throw Refusal.invalid("One or more parameters are invalid. Reason: Message must be shorter than "
                    + (largest + 1) + " bytes.");
        }
        return queue.isFifo() ? fifo(queue, in, message, system) : standard(queue, in, message, system);
    }

    private static Ready standard(Queue queue, Input in, Message message, List<Attribute> system) {
        if (!message.deduplication().isEmpty()) {
            throw unfit("MessageDeduplicationId", message.deduplication());
        }
        int delay = in.number("DelaySeconds", 0, 900, queue.number(Attributes.DELAY));
        return new Ready(message, delay, "", system);
    }

    private static Ready fifo(Queue queue, Input in, Message message, List<Attribute> system) {
        if (message.group().isEmpty()) {
            throw Refusal.missing("MessageGroupId");
        }
        String delay = in.text("DelaySeconds");
        if (delay != null && !delay.equals("0")) {
            throw unfit("DelaySeconds", delay);
        }
        String deduplication = message.deduplication();
        if (deduplication.isEmpty() && !queue.is(Attributes.BY_CONTENT)) {
            throw Refusal.invalid("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
        String key = deduplication.isEmpty() ? Sha256.hex(message.body()) : deduplication;
        Message whole = new Message(
                message.id(),
                message.sentAt(),
                message.group(),
                key,
                message.sender(),
                message.trace(),
                "",
                message.body(),
                message.attributes());
        boolean perGroup = "messageGroup".equals(queue.attributes().get(Attributes.SCOPE));
        return new Ready(whole, queue.number(Attributes.DELAY), perGroup ? message.group() + "\n" + key : key, system);
    }

    private static Refusal unfit(String name, String value) {
        return Refusal.invalid("Value " + value + " for parameter " + name
                + " is invalid. Reason: The request include parameter that is not valid for this queue type.");
    }

    /** Sends what was looked at. */
    Map<String, Object> send(Queue queue, Ready ready) {
        Mailbox mailbox = queue.mailbox();
        Message message = ready.message();
        Deduplication.@Nullable Original original =
                ready.key().isEmpty() ? null : mailbox.deduplication().original(ready.key(), message.sentAt());
        if (original == null) {
            long number = mailbox.add(message, ready.delay());
            original = new Deduplication.Original(number, message.id());
            if (!ready.key().isEmpty()) {
                mailbox.deduplication().remember(ready.key(), original, message.sentAt());
            }
            queues.ledger().touched();
        }
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("MD5OfMessageBody", message.md5());
        if (!message.attributes().isEmpty()) {
            sent.put("MD5OfMessageAttributes", Attribute.md5(message.attributes()));
        }
        if (!ready.system().isEmpty()) {
            sent.put("MD5OfMessageSystemAttributes", Attribute.md5(ready.system()));
        }
        sent.put("MessageId", original.id());
        if (queue.isFifo()) {
            sent.put("SequenceNumber", Message.sequence(original.number()));
        }
        return sent;
    }
}

package vektra.provider.sqs.server.topics;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Sha256;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.call.Batch;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.queues.mailbox.Attribute;
import vektra.provider.sqs.server.queues.mailbox.Deduplication;
import vektra.provider.sqs.server.queues.mailbox.Message;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.store.Time;
import vektra.provider.sqs.server.topics.Listeners.Listener;
import vektra.provider.sqs.server.topics.delivery.Deliveries;
import vektra.provider.sqs.server.topics.filter.Content;
import vektra.provider.sqs.server.topics.stored.Publication;
import vektra.provider.sqs.server.topics.stored.Topic;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** Takes what is published, and keeps it for each subscription that wants it. */
final class Publishing {
    private static final int LONGEST_SUBJECT = 100;
    private static final long MOST_WAITING = 1_000_000;

    private final Ledger ledger;
    private final Time time;
    private final Topics topics;
    private final Deliveries deliveries;
    private final Runnable courier;

    Publishing(Ledger ledger, Time time, Topics topics, Deliveries deliveries, Runnable courier) {
        this.ledger = ledger;
        this.time = time;
        this.topics = topics;
        this.deliveries = deliveries;
        this.courier = courier;
    }

    void register(Map<String, Function<Call, @Nullable Outcome>> actions) {
        actions.put("Publish", this::publish);
        actions.put("PublishBatch", this::publishAll);
    }

    private Outcome publish(Call call) {
        Input in = call.input();
        if (in.has("PhoneNumber")) {
            throw Refusal.invalidParameter("PhoneNumber Reason: text messages are not offered");
        }
        Topic topic = topics.named(call, in.has("TargetArn") && !in.has("TopicArn") ? "TargetArn" : "TopicArn");
        return Outcome.done(publish(call, topic, topics.listeners(topic), in));
    }

    private Outcome publishAll(Call call) {
        Topic topic = topics.named(call, "TopicArn");
        Batch batch = Batch.of(
                call.input(),
                "PublishBatchRequestEntries",
                (type, message) -> Refusal.of(type.replace("Request", ""), message));
        long size = 0;
        for (Input entry : batch.entries()) {
            size += Message.size(entry, "Message");
        }
        if (size > topic.largest()) {
            throw Refusal.of(
                    "BatchRequestTooLong", "The length of all the batch messages put together is more than the limit.");
        }
        List<Listener> listeners = topics.listeners(topic);
        return Outcome.done(batch.each(entry -> publish(call, topic, listeners, entry)));
    }

    private Map<String, Object> publish(Call call, Topic topic, List<Listener> listeners, Input in) {
        if (ledger.isFull() || deliveries.size() > MOST_WAITING) {
            throw Refusal.unavailable("The disk of the server is full, or too many deliveries wait.");
        }
        Publication publication = read(call, topic, in);
        if (publication.size() > topic.largest()) {
            throw Refusal.invalidParameter("Message too long");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        if (!topic.isFifo()) {
            result.put("MessageId", publication.id());
        } else {
            String key = Keys.of(topic.key(), publication.deduplication());
            Deduplication.Original first = recent().original(key, publication.at());
            result.put("MessageId", first == null ? publication.id() : first.id());
            result.put("SequenceNumber", first == null ? publication.sequence() : Message.sequence(first.number()));
            if (first != null) {
                return result;
            }
            recent().remember(
                            key,
                            new Deduplication.Original(Long.parseLong(publication.sequence()), publication.id()),
                            publication.at());
        }
        deliveries.add(publication, wanting(listeners, publication), topic.isFifo());
        courier.run();
        return result;
    }

    /** The subscriptions that get a message. */
    private static List<String> wanting(List<Listener> listeners, Publication publication) {
        Content content = new Content(publication.attributes(), publication.text("default"));
        return listeners.stream()
                .filter(each -> each.wants(content))
                .map(Listener::subscription)
                .toList();
    }

    private Publication read(Call call, Topic topic, Input in) {
        String message = in.text("Message");
        if (message == null || message.isEmpty()) {
            throw Refusal.invalidParameter("Empty message");
        }
        String subject = Objects.requireNonNullElse(in.text("Subject"), "");
        if (subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw Refusal.invalidParameter("Subject");
        }
        Map<String, String> texts =
                "json".equals(in.text("MessageStructure")) ? structured(message) : Map.of("default", message);
        List<Attribute> attributes;
        String group;
        String deduplication;
        try {
            texts.values().forEach(Message::requireText);
            attributes = Attribute.of(in.map("MessageAttributes"), false);
            group = Message.id(in, "MessageGroupId");
            deduplication = Message.id(in, "MessageDeduplicationId");
        } catch (Refusal refusal) {
            throw Refusal.invalidParameter(String.valueOf(refusal.getMessage()));
        }
        String sequence = "";
        if (topic.isFifo()) {
            if (group.isEmpty()) {
                throw Refusal.invalidParameter("The MessageGroupId parameter is required for FIFO topics");
            }
            if (deduplication.isEmpty() && !"true".equals(topic.attributes().get("ContentBasedDeduplication"))) {
                throw Refusal.invalidParameter("The topic should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
            }
            deduplication = deduplication.isEmpty() ? Sha256.hex(message) : deduplication;
            sequence = Message.sequence(time.number());
        } else if (!deduplication.isEmpty()) {
            throw Refusal.invalidParameter("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                    + " parameter that is not valid for this topic type");
        }
        Arn arn = new Arn("sns", call.space().account(), topic.name());
        return new Publication(
                UUID.randomUUID().toString(),
                time.now(),
                arn.toString(),
                subject,
                texts,
                attributes,
                group,
                deduplication,
                sequence,
                topic.signature());
    }

    private static Map<String, String> structured(String message) {
        try {
            Map<String, String> texts =
                    Input.of(message.getBytes(StandardCharsets.UTF_8)).texts();
            if (texts.containsKey("default")) {
                return texts;
            }
        } catch (Refusal e) {
            throw Refusal.invalidParameter("Message Structure - JSON message body failed to parse");
        }
        throw Refusal.invalidParameter("Message Structure - No default entry in JSON message body");
    }

    private Deduplication recent() {
        return new Deduplication(ledger, "topics");
    }
}

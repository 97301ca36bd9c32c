package vektra.provider.sqs.server.queues;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.queues.mailbox.Mailbox.Stored;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** What Vektra itself asks of the queues of an add-on; used within the ledger's lock. */
final class Administration {
    private static final int MOST_BYTES = 512 << 10;
    private static final int MOST_MESSAGES = 1000;

    private final Queues queues;
    private final Moves moves;
    private final Sending sending;

    Administration(Queues queues, Moves moves, Sending sending) {
        this.queues = queues;
        this.moves = moves;
        this.sending = sending;
    }

    Map<String, Object> answer(String question, Space space, Input in) {
        return switch (question) {
            case "Make" -> make(space, in.required("name"));
            case "Delete" -> delete(space);
            case "Figures" -> figures(space);
            case "Purge" -> purge(space, in.required("queue"));
            case "Redrive" -> redrive(space);
            case "Describe" -> Map.of("queues", describe(space));
            case "Read" -> read(space, in);
            case "Write" -> write(space, in);
            case "Exchange" -> exchange(space.addon(), in.required("other"));
            case "Deliver" -> deliver(space, in);
            default -> throw Refusal.of("InvalidAction", "unknown: " + question);
        };
    }

    private Map<String, Object> make(Space space, String name) {
        if (queues.find(space.addon(), name) == null) {
            queues.create(space.addon(), name, Map.of(), Map.of());
        }
        return Map.of();
    }

    private Map<String, Object> delete(Space space) {
        for (Queue queue : new ArrayList<>(queues.of(space.addon()).values())) {
            queues.delete(queue);
            moves.forget(queue);
            queue.allReceivers().forEach(Waiting.Receiver::serve);
        }
        return Map.of();
    }

    private Map<String, Object> figures(Space space) {
        long waiting = 0;
        long hidden = 0;
        long delayed = 0;
        List<Object> each = new ArrayList<>();
        for (Queue queue : queues.of(space.addon()).values()) {
            Mailbox mailbox = queue.mailbox();
            long itsHidden = mailbox.hidden();
            long itsDelayed = mailbox.delayed();
            long itsWaiting = mailbox.size() - itsHidden - itsDelayed;
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("queue", queue.name());
            figures.put("messages", itsWaiting);
            figures.put("received", itsHidden);
            figures.put("delayed", itsDelayed);
            each.add(figures);
            waiting += itsWaiting;
            hidden += itsHidden;
            delayed += itsDelayed;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("queues", each.size());
        all.put("messages", waiting);
        all.put("received", hidden);
        all.put("delayed", delayed);
        all.put("each", each);
        return all;
    }

    private Queue named(Space space, String name) {
        Queue queue = queues.find(space.addon(), name);
        if (queue == null) {
            throw Refusal.noQueue();
        }
        return queue;
    }

    private Map<String, Object> purge(Space space, String name) {
        Queue queue = named(space, name);
        long deleted = queue.mailbox().size();
        queue.mailbox().clear();
        queues.ledger().touched();
        return Map.of("deleted", deleted);
    }

    /** Every dead-letter queue's messages go back to where they came from. */
    private Map<String, Object> redrive(Space space) {
        long moving = 0;
        int from = 0;
        for (Queue queue : queues.of(space.addon()).values()) {
            if (!moves.sources(queue).isEmpty() && queue.mailbox().size() > 0 && !moves.isRunning(queue)) {
                moving += moves.begin(queue, queue.arn(space.account()));
                from++;
            }
        }
        return Map.of("messages", moving, "queues", from);
    }

    private List<Object> describe(Space space) {
        List<Object> described = new ArrayList<>();
        queues.of(space.addon())
                .values()
                .forEach(queue -> described.add(Map.of(
                        "name", queue.name(),
                        "attributes", queue.attributes(),
                        "tags", queue.tags(),
                        "messages", queue.mailbox().size(),
                        "newest", queue.mailbox().newest())));
        return described;
    }

    /** Messages of a queue after a number, with what has happened to them. */
    private Map<String, Object> read(Space space, Input in) {
        Mailbox mailbox = named(space, in.required("queue")).mailbox();
        List<Object> messages = new ArrayList<>();
        for (Stored stored : mailbox.stored(Long.parseLong(in.required("after")), MOST_MESSAGES, MOST_BYTES)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("number", stored.number());
            one.put("message", stored.message());
            if (stored.state() != null) {
                one.put("state", stored.state());
            }
            messages.add(one);
        }
        return Map.of("messages", messages);
    }

    /** Makes a queue and keeps messages of another server, as {@link #read} gave them. */
    private Map<String, Object> write(Space space, Input in) {
        String name = in.required("queue");
        Queue queue = queues.find(space.addon(), name);
        if (queue == null) {
            queue = queues.create(space.addon(), name, in.textMap("attributes"), in.textMap("tags"));
        } else if (in.has("attributes")) {
            queue.attributes().clear();
            queue.attributes().putAll(in.textMap("attributes"));
            queue.tags().putAll(in.textMap("tags"));
            queues.save(queue);
        }
        int kept = 0;
        for (Object each : in.list("messages")) {
            Input one = Input.of(each, "messages");
            String state = one.text("state");
            Stored given = new Stored(
                    Long.parseLong(one.required("number")),
                    Base64.getDecoder().decode(one.required("message")),
                    state == null ? null : Base64.getDecoder().decode(state));
            kept += queue.mailbox().accept(given) ? 1 : 0;
        }
        return Map.of("kept", kept);
    }

    /** All queues of two add-ons, with their messages; who waits is sent away, and no task goes on. */
    private Map<String, Object> exchange(String one, String other) {
        moves.cancel(one);
        moves.cancel(other);
        List<Waiting.Receiver> waiting = queues.exchange(one, other);
        waiting.forEach(Waiting.Receiver::serve);
        return Map.of();
    }

    /** A message of a topic: of the same app, or one that the queue's policy lets in. */
    private Map<String, Object> deliver(Space space, Input in) {
        Queue queue = named(space, in.required("queue"));
        boolean same = space.isOf(
                Objects.requireNonNullElse(in.text("app"), ""), Objects.requireNonNullElse(in.text("label"), ""));
        if (!same && !Policy.lets(queue, queue.arn(space.account()), in.required("topic"))) {
            throw Refusal.denied("The queue does not let the topic in.");
        }
        return sending.deliver(queue, in.required("topic"), in);
    }
}

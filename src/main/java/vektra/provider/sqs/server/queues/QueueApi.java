package vektra.provider.sqs.server.queues;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.wire.Refusal;

/** What clients can ask of queues, by the names of the actions; each is called within the ledger's lock. */
final class QueueApi {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo");
    private static final int MOST_LISTED = 1000;
    private static final int MOST_TAGS = 50;

    private final Map<String, Function<Call, @Nullable Outcome>> actions = new HashMap<>();
    private final Queues queues;
    private final Moves moves;

    QueueApi(Queues queues, Waiting waiting, Moves moves, Sending sending, Receiving receiving) {
        this.queues = queues;
        this.moves = moves;
        actions.put("CreateQueue", this::create);
        actions.put("GetQueueUrl", this::url);
        actions.put("ListQueues", this::list);
        actions.put("DeleteQueue", this::delete);
        actions.put("PurgeQueue", this::purge);
        actions.put("GetQueueAttributes", this::attributes);
        actions.put("SetQueueAttributes", this::setAttributes);
        actions.put("ListDeadLetterSourceQueues", this::sources);
        actions.put("TagQueue", this::tag);
        actions.put("UntagQueue", this::untag);
        actions.put("ListQueueTags", this::tags);
        actions.put("ReceiveMessage", receiving::receive);
        new MessageApi(queues, waiting, sending).register(actions);
        actions.put("StartMessageMoveTask", moves::start);
        actions.put("ListMessageMoveTasks", moves::list);
        actions.put("CancelMessageMoveTask", moves::cancel);
        actions.put("AddPermission", QueueApi::unsupported);
        actions.put("RemovePermission", QueueApi::unsupported);
    }

    @Nullable
    Function<Call, @Nullable Outcome> action(String name) {
        return actions.get(name);
    }

    private static Outcome unsupported(Call call) {
        throw Refusal.queue("UnsupportedOperation", "Permissions are set by the attribute Policy here.");
    }

    private static String url(Call call, Queue queue) {
        return call.base() + "/" + call.space().account() + "/" + queue.name();
    }

    private Outcome create(Call call) {
        String name = call.input().required("QueueName");
        if (!NAME.matcher(name).matches()) {
            throw Refusal.invalid(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        Map<String, String> given = call.input().textMap("Attributes");
        Attributes.require(name, given);
        if (name.endsWith(".fifo") && !given.containsKey(Attributes.FIFO)) {
            throw Refusal.invalid("The name of a queue without the attribute FifoQueue cannot end with .fifo");
        }
        Redrive.require(queues, call.space(), name, given);
        Map<String, String> tags = new LinkedHashMap<>(call.input().textMap("tags"));
        tags.putAll(call.input().textMap("Tags"));
        requireTags(tags);
        queues.requireRoom(call.space().addon(), given);
        queues.requireRoom(call.space().addon(), tags);
        Queue queue = queues.find(call.space().addon(), name);
        if (queue != null) {
            for (Map.Entry<String, String> one : given.entrySet()) {
                if (!one.getKey().equals(Attributes.FIFO)
                        && !Attributes.value(queue, one.getKey()).equals(one.getValue())) {
                    throw Refusal.queueExists("A queue already exists with the same name and a different value for"
                            + " attribute " + one.getKey());
                }
            }
        } else {
            queue = queues.create(call.space().addon(), name, given, tags);
        }
        return Outcome.done(Map.of("QueueUrl", url(call, queue)));
    }

    private Outcome url(Call call) {
        String owner = call.input().text("QueueOwnerAWSAccountId");
        if (owner != null && !owner.equals(call.space().account())) {
            throw Refusal.denied("Access to the resource is denied.");
        }
        Queue queue = queues.find(call.space().addon(), call.input().required("QueueName"));
        if (queue == null) {
            throw Refusal.noQueue();
        }
        return Outcome.seen(Map.of("QueueUrl", url(call, queue)));
    }

    private Outcome list(Call call) {
        String prefix = String.valueOf(call.input().values().getOrDefault("QueueNamePrefix", ""));
        return page(
                call,
                "QueueUrls",
                queues.of(call.space().addon()).values().stream()
                        .filter(queue -> queue.name().startsWith(prefix))
                        .toList());
    }

    private Outcome sources(Call call) {
        return page(call, "queueUrls", moves.sources(queues.named(call)));
    }

    /** The queues after the one that the token names. */
    private static Outcome page(Call call, String name, List<Queue> found) {
        int most = call.input().number("MaxResults", 1, MOST_LISTED, MOST_LISTED);
        String token = String.valueOf(call.input().values().getOrDefault("NextToken", ""));
        List<Queue> rest = found.stream()
                .filter(queue -> queue.name().compareTo(token) > 0)
                .toList();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                name, rest.stream().limit(most).map(queue -> url(call, queue)).toList());
        if (rest.size() > most && call.input().has("MaxResults")) {
            result.put("NextToken", rest.get(most - 1).name());
        }
        return Outcome.seen(result);
    }

    private Outcome delete(Call call) {
        Queue queue = queues.named(call);
        queues.delete(queue);
        moves.forget(queue);
        queue.allReceivers().forEach(Waiting.Receiver::serve);
        return Outcome.done();
    }

    private Outcome purge(Call call) {
        queues.named(call).mailbox().clear();
        queues.ledger().touched();
        return Outcome.done();
    }

    private Outcome attributes(Call call) {
        Queue queue = queues.named(call);
        List<String> asked = call.input().texts("AttributeNames");
        return Outcome.seen(
                Map.of("Attributes", Attributes.shown(queue, call.space().account(), asked)));
    }

    private Outcome setAttributes(Call call) {
        Queue queue = queues.named(call);
        Map<String, String> given = call.input().textMap("Attributes");
        if (given.isEmpty()) {
            throw Refusal.missing("Attribute.Name");
        }
        Attributes.require(queue.name(), given);
        Redrive.require(queues, call.space(), queue.name(), given);
        queues.requireRoom(queue.addon(), given);
        given.forEach((name, value) -> {
            if (value.isEmpty()) {
                queue.attributes().remove(name);
            } else {
                queue.attributes().put(name, value);
            }
        });
        queue.modify(queues.time().now());
        queues.save(queue);
        return Outcome.done();
    }

    private Outcome tag(Call call) {
        Queue queue = queues.named(call);
        Map<String, String> tags = call.input().textMap("Tags");
        if (tags.isEmpty()) {
            throw Refusal.missing("Tags");
        }
        Map<String, String> all = new LinkedHashMap<>(queue.tags());
        all.putAll(tags);
        requireTags(all);
        queues.requireRoom(queue.addon(), tags);
        queue.tags().putAll(tags);
        queues.save(queue);
        return Outcome.done();
    }

    private static void requireTags(Map<String, String> tags) {
        boolean wrong = tags.entrySet().stream()
                .anyMatch(tag -> tag.getKey().isEmpty()
                        || tag.getKey().length() > 128
                        || tag.getValue().length() > 256);
        if (wrong || tags.size() > MOST_TAGS) {
            throw Refusal.invalid("A queue has at most " + MOST_TAGS
                    + " tags, whose keys have 1 to 128 characters and their values at most 256.");
        }
    }

    private Outcome untag(Call call) {
        Queue queue = queues.named(call);
        call.input().texts("TagKeys").forEach(queue.tags()::remove);
        queues.save(queue);
        return Outcome.done();
    }

    private Outcome tags(Call call) {
        Map<String, String> tags = queues.named(call).tags();
        return Outcome.seen(tags.isEmpty() ? Map.of() : Map.of("Tags", tags));
    }
}

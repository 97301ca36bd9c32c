package vektra.provider.rabbitmq;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Observation;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** What a vhost holds, and who may enter it. */
record Vhost(Management api, String name) {
    private static final String ALL_RIGHTS = "{\"configure\": \".*\", \"write\": \".*\", \"read\": \".*\"}";

    /** Gives a user all rights, without which no connection of it is let in. */
    void admit(String user) {
        api.put(ALL_RIGHTS, "permissions", name, user);
    }

    /** Takes the rights of a user away. */
    void shutOut(String user) {
        api.delete("permissions", name, user);
    }

    List<Queue> queues() {
        // figures of the queues themselves, which those of the statistics follow after some seconds
        return api.list(Queue.COLUMNS + "&disable_stats=true&enable_queue_totals=true", "queues", name).stream()
                .map(Queue::of)
                .toList();
    }

    /** Such as {@code 2 queues}; empty when nothing would be lost with it. */
    String holds() {
        int queues = api.names("queues", name).size();
        if (queues > 0) {
            return Shown.counted(queues, "queue");
        }
        long exchanges = api.names("exchanges", name).stream()
                .filter(exchange -> !exchange.isEmpty() && !exchange.startsWith("amq."))
                .count();
        return exchanges == 0 ? "" : Shown.counted(exchanges, "exchange");
    }

    /** Refuses what could not be carried whole into another vhost. */
    void requireMovable() {
        api.requireVhost(name);
        List<Queue> queues = queues();
        queues.stream()
                .filter(Queue::isStream)
                .findFirst()
                .ifPresent(queue -> refuse("the stream " + queue.name()
                        + ": its messages have offsets, which would be others on the new server"));
        queues.stream()
                .filter(queue -> queue.messages() > 0 && queue.expires() && queue.deadLetters())
                .findFirst()
                .ifPresent(queue -> refuse("messages in the queue " + queue.name()
                        + ", where they expire and go to another queue: those that did meanwhile would be lost"));
        api.names("policies", name).stream()
                .findFirst()
                .ifPresent(policy -> refuse("the policy " + policy + ", which Vektra did not make"));
    }

    private void refuse(String what) {
        throw VektraException.conflict(
                "the vhost " + name + " cannot be moved, for it has " + what,
                "create another add-on, and let consumers empty this one");
    }

    Map<String, Figure> figures() {
        List<Queue> queues = queues();
        long messages = queues.stream().mapToLong(Queue::messages).sum();
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("queues", Figure.of((long) queues.size()));
        figures.put("messages", Figure.of(messages));
        figures.put("consumers", Figure.of((long)
                api.list("consumer_tag", "consumers", name).size()));
        figures.put(Observation.CONNECTIONS, Figure.of((long)
                api.names("vhosts", name, "connections").size()));
        return figures;
    }

    /** Those that wait; what was delivered and not acknowledged stays, and streams keep all. */
    ActionResult purge() {
        List<String> queues = queues().stream()
                .filter(queue -> !queue.isStream())
                .map(Queue::name)
                .toList();
        queues.forEach(queue -> api.delete("queues", name, queue, "contents"));
        return ActionResult.done(Shown.counted(queues.size(), "queue") + " purged");
    }
}

package vektra.provider.rabbitmq;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.ActionResult;
import vektra.model.Figure;

/** What a vhost holds. */
record Vhost(Management api, String name) {
    private List<Map<String, Object>> queues() {
        // figures of the queues themselves, which those of the statistics follow after some seconds
        return api.list("name,type,messages&disable_stats=true&enable_queue_totals=true", "queues", name);
    }

    /** Such as {@code 2 queues}; empty when nothing would be lost with it. */
    String holds() {
        int queues = api.names("queues", name).size();
        if (queues > 0) {
            return counted(queues, "queue");
        }
        long exchanges = api.names("exchanges", name).stream()
                .filter(exchange -> !exchange.isEmpty() && !exchange.startsWith("amq."))
                .count();
        return exchanges == 0 ? "" : counted(exchanges, "exchange");
    }

    Map<String, Figure> figures() {
        List<Map<String, Object>> queues = queues();
        long messages = queues.stream()
                .map(queue -> queue.get("messages"))
                .mapToLong(number -> number instanceof Long known ? known : 0)
                .sum();
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("queues", Figure.of((long) queues.size()));
        figures.put("messages", Figure.of(messages));
        figures.put("consumers", Figure.of((long)
                api.list("consumer_tag", "consumers", name).size()));
        figures.put("connections", Figure.of((long)
                api.names("vhosts", name, "connections").size()));
        return figures;
    }

    /** Those that wait; what was delivered and not acknowledged stays, and streams keep all. */
    ActionResult purge() {
        List<String> queues = queues().stream()
                .filter(queue -> !"stream".equals(queue.get("type")))
                .map(queue -> String.valueOf(queue.get("name")))
                .toList();
        queues.forEach(queue -> api.delete("queues", name, queue, "contents"));
        return ActionResult.done(counted(queues.size(), "queue") + " purged");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

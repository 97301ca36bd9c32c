package vektra.provider.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Resource;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;

/** Actions specific to these services. */
record QueueActions(Wire wire, QueueFlavor flavor) {
    private static final int MOST_NAMED = 20;

    ActionResult act(Resource resource, String action, Map<String, String> params) {
        String addon = resource.id().brief();
        return switch (action) {
            case QueueService.STATS ->
                ActionResult.figures("Figures of the " + flavor.many() + " of " + resource.label(), figures(addon));
            case QueueService.PURGE -> purge(resource, params.getOrDefault(QueueService.QUEUE, Names.first(resource)));
            case QueueService.REDRIVE -> redrive(resource);
            default -> throw new IllegalArgumentException(action);
        };
    }

    /** The sums, and what each queue or topic holds. */
    private Map<String, Figure> figures(String addon) {
        Input answer = wire.ask("Figures", Map.of("addon", addon));
        Map<String, Figure> figures = new LinkedHashMap<>(Statistics.sums(answer));
        for (Object each : answer.list("each")) {
            Input one = Input.of(each, "each");
            String name = one.required(flavor.one());
            one.values().forEach((part, value) -> {
                if (!part.equals(flavor.one()) && !value.toString().equals("0")) {
                    figures.put(name + " " + part, Figure.of(Long.parseLong(value.toString())));
                }
            });
        }
        return figures;
    }

    private ActionResult purge(Resource resource, String queue) {
        List<String> known = wire.ask("Figures", Map.of("addon", resource.id().brief())).list("each").stream()
                .map(each -> Input.of(each, "each").required("queue"))
                .toList();
        if (!known.contains(queue)) {
            throw VektraException.notFound(
                    "no queue called " + Shown.quoted(queue),
                    "known: " + known.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")));
        }
        Input answer = wire.ask(
                "Purge", Map.of("addon", resource.id().brief(), "account", Names.account(resource), "queue", queue));
        long deleted = Long.parseLong(answer.required("deleted"));
        return ActionResult.done("Deleted " + Shown.counted(deleted, "message") + " of the queue " + queue);
    }

    private ActionResult redrive(Resource resource) {
        Input answer = wire.ask("Redrive", Map.of("addon", resource.id().brief(), "account", Names.account(resource)));
        long messages = Long.parseLong(answer.required("messages"));
        return ActionResult.done(
                messages == 0
                        ? "No messages are in dead-letter queues"
                        : messages + (messages == 1 ? " message is" : " messages are") + " on the way back");
    }
}

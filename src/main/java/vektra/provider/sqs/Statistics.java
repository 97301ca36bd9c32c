package vektra.provider.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.provider.sqs.server.wire.Input;

/** What an add-on holds, in figures. */
record Statistics(Wire wire, QueueFlavor flavor) {
    Map<String, Figure> figures(String addon) {
        return sums(wire.ask("Figures", Map.of("addon", addon)));
    }

    static Map<String, Figure> sums(Input answer) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        answer.values().forEach((name, value) -> {
            if (!name.equals("version") && !name.equals("each")) {
                figures.put(name, Figure.of(Long.parseLong(value.toString())));
            }
        });
        return figures;
    }

    /** Such as {@code 3 messages}; empty when there is nothing that would be lost. */
    String holds(String addon) {
        Input answer = wire.ask("Figures", Map.of("addon", addon));
        if (flavor == QueueFlavor.SNS) {
            int used = answer.list("each").size() - 1;
            return used > 0 ? used + (used == 1 ? " more topic" : " more topics") : "";
        }
        long many = 0;
        for (String state : List.of("messages", "received", "delayed")) {
            many += Long.parseLong(answer.required(state));
        }
        return many == 0 ? "" : Shown.counted(many, "message");
    }
}

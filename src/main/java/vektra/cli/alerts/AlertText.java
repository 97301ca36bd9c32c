package vektra.cli.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Shown;
import vektra.monitors.alert.Alert;
import vektra.monitors.alert.AlertState;

/** An alert as it is printed, without its secrets. */
final class AlertText {
    private AlertText() {}

    static Map<String, @Nullable Object> json(Alert alert) {
        Alert.Rules rules = alert.rules();
        return Json.map(
                "name", alert.name(),
                "kind", alert.kind().word(),
                "target", alert.shown(),
                "after", rules.after(),
                "recover", rules.recover(),
                "sources", rules.sources());
    }

    static Map<String, @Nullable Object> json(Alert alert, AlertState state) {
        Map<String, @Nullable Object> json = json(alert);
        json.put(
                "open",
                state.open().stream()
                        .map(each -> Json.map("source", each.source(), "since", Json.time(each.since())))
                        .toList());
        json.put("undelivered", state.undelivered());
        json.put("problem", state.problem());
        return json;
    }

    static String sources(Alert alert) {
        List<String> sources = alert.rules().sources();
        return sources.isEmpty() ? "all" : String.join(", ", sources);
    }

    static String words(AlertState state) {
        List<String> words = new ArrayList<>();
        if (!state.open().isEmpty()) {
            words.add(Shown.counted(state.open().size(), "open incident"));
        }
        if (state.undelivered() > 0) {
            String problem = state.problem();
            words.add(state.undelivered() + " undelivered" + (problem == null ? "" : ": " + problem));
        }
        return words.isEmpty() ? "-" : String.join("; ", words);
    }
}

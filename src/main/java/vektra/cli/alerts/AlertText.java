package vektra.cli.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Shown;
import vektra.monitors.alert.Alert;
import vektra.monitors.alert.Standing;

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

    static Map<String, @Nullable Object> json(Alert alert, Standing standing) {
        Map<String, @Nullable Object> json = json(alert);
        json.put(
                "open",
                standing.open().stream()
                        .map(each -> Json.map("source", each.source(), "since", Json.time(each.since())))
                        .toList());
        json.put("undelivered", standing.undelivered());
        json.put("problem", standing.problem());
        return json;
    }

    static String sources(Alert alert) {
        List<String> sources = alert.rules().sources();
        return sources.isEmpty() ? "all" : String.join(", ", sources);
    }

    static String words(Standing standing) {
        List<String> words = new ArrayList<>();
        if (!standing.open().isEmpty()) {
            words.add(Shown.counted(standing.open().size(), "open incident"));
        }
        if (standing.undelivered() > 0) {
            String problem = standing.problem();
            words.add(standing.undelivered() + " undelivered" + (problem == null ? "" : ": " + problem));
        }
        return words.isEmpty() ? "-" : String.join("; ", words);
    }
}

package vektra.monitors.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/**
 * What an alert is at, as the process that sends its messages has written it down.
 *
 * @param open its incidents
 * @param undelivered how many messages wait
 * @param problem why the last delivery failed; null when it did not
 */
public record AlertState(
        List<Open> open, int undelivered, @Nullable String problem) {
    /** An open incident of a source. */
    public record Open(String source, Instant since) {}

    private static final AlertState NONE = new AlertState(List.of(), 0, null);

    /** By the names of the alerts, of which those without news are not in the file. */
    static Function<String, AlertState> read(Path file) {
        Map<String, Object> alerts = alerts(file);
        return alert -> of(alerts.get(alert));
    }

    private static Map<String, Object> alerts(Path file) {
        try {
            return Json.object(Json.object(Json.parse(Files.readAllBytes(file))).get("alerts"));
        } catch (IOException | RuntimeException e) {
            // not there yet, or what the sending process says of it
            return Map.of();
        }
    }

    private static AlertState of(@Nullable Object alert) {
        try {
            Map<String, Object> json = Json.object(alert);
            List<Open> open = new ArrayList<>();
            Json.object(json.get("sources")).forEach((source, each) -> {
                Streak streak = Streak.of(Json.object(each));
                if (streak.incident() != null && streak.news() != null) {
                    open.add(new Open(source, streak.news().since()));
                }
            });
            int undelivered = json.get("undelivered") instanceof List<?> list ? list.size() : 0;
            return new AlertState(open, undelivered, Kept.text(json, "problem"));
        } catch (RuntimeException e) {
            return NONE;
        }
    }
}

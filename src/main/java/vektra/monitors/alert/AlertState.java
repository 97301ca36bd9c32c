package vektra.monitors.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    static AlertState of(Path file, String alert) {
        try {
            Map<String, Object> json = Json.object(Json.object(
                            Json.object(Json.parse(Files.readAllBytes(file))).get("alerts"))
                    .get(alert));
            List<Open> open = new ArrayList<>();
            Json.object(json.get("sources")).forEach((source, each) -> {
                Streak streak = Streak.of(Json.object(each));
                if (streak.incident() != null && streak.news() != null) {
                    open.add(new Open(source, streak.news().since()));
                }
            });
            int undelivered = json.get("undelivered") instanceof List<?> list ? list.size() : 0;
            return new AlertState(open, undelivered, Kept.text(json, "problem"));
        } catch (IOException | RuntimeException e) {
            // not there yet, or what the sending process says of it
            return new AlertState(List.of(), 0, null);
        }
    }
}

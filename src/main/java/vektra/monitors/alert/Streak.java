package vektra.monitors.alert;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/**
 * How a source has done lately, as one alert counts it.
 *
 * @param failures in a row
 * @param successes in a row since the incident opened
 * @param news of the last failure; null when there was none
 * @param incident the one that is open, or null
 * @param waiting until when an incident waits to hear from what the source depends on; null when none waits
 */
record Streak(
        int failures,
        int successes,
        Message.@Nullable News news,
        @Nullable String incident,
        @Nullable Instant waiting) {
    static final Streak NONE = new Streak(0, 0, null, null, null);

    Map<String, @Nullable Object> json() {
        return Json.map(
                "failures",
                failures,
                "successes",
                successes,
                "incident",
                incident,
                "waiting",
                waiting == null ? null : waiting.toString(),
                "news",
                news == null ? null : Kept.json(news));
    }

    static Streak of(Map<String, Object> json) {
        Object news = json.get("news");
        return new Streak(
                Kept.number(json, "failures"),
                Kept.number(json, "successes"),
                news == null ? null : Kept.news(Json.object(news)),
                Kept.text(json, "incident"),
                Kept.time(json, "waiting"));
    }
}

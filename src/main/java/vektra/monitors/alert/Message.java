package vektra.monitors.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Shown;

/**
 * One message about an incident. It holds nothing secret.
 *
 * @param id the same each time it is delivered
 * @param incident what the message on its end has in common with that on its beginning
 * @param news what it is about
 * @param ended when the service was up again; null as long as it is not
 */
record Message(
        String id,
        String incident,
        Event event,
        String alert,
        News news,
        @Nullable Instant ended) {
    private static final int LONGEST_REASON = 300;

    /** Why there is a message. */
    enum Event {
        OPENED,
        RECOVERED,
        TEST;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is known of an incident.
     *
     * @param since when the first failure ended
     * @param status of the last failure
     * @param reason one line, or null
     */
    record News(
            String app,
            String monitor,
            String source,
            Instant since,
            int failures,
            String status,
            @Nullable String reason) {
        News {
            reason = reason == null ? null : Shown.cut(Shown.plain(reason), LONGEST_REASON);
        }
    }

    static Message test(String alert, Instant now) {
        News news = new News("vektra", "alerts:test", "vektra.test", now, 0, "success", null);
        return new Message(UUID.randomUUID().toString(), UUID.randomUUID().toString(), Event.TEST, alert, news, null);
    }

    /** A line for people. */
    String text() {
        return switch (event) {
            case OPENED ->
                news.source() + " is down since " + Shown.time(news.since()) + ": "
                        + (news.reason() == null ? news.status() : news.reason());
            case RECOVERED -> news.source() + " is up again after " + words(lasted());
            case TEST -> "A test of the alert " + alert + ": nothing is down";
        };
    }

    private Duration lasted() {
        return ended == null ? Duration.ZERO : Duration.between(news.since(), ended);
    }

    private static String words(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** As a webhook gets it: docs/monitors-alerts.md says what each field is. */
    Map<String, @Nullable Object> fields() {
        return Json.map(
                "event", event.word(),
                "text", text(),
                "source", news.source(),
                "status", event == Event.RECOVERED ? "success" : news.status(),
                "reason", news.reason(),
                "since", Json.time(news.since()),
                "ended", Json.time(ended),
                "seconds", ended == null ? null : lasted().toSeconds(),
                "failures", news.failures(),
                "app", news.app(),
                "monitor", news.monitor(),
                "alert", alert,
                "incident", incident,
                "id", id);
    }
}

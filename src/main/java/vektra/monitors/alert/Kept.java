package vektra.monitors.alert;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;

/** Messages as a file of the home has them. */
final class Kept {
    private Kept() {}

    static Map<String, @Nullable Object> json(Message message) {
        return Json.map(
                "id", message.id(),
                "incident", message.incident(),
                "event", message.event().name(),
                "alert", message.alert(),
                "news", json(message.news()),
                "ended", message.ended() == null ? null : message.ended().toString());
    }

    static Message message(Map<String, Object> json) {
        return new Message(
                required(json, "id"),
                required(json, "incident"),
                Message.Event.valueOf(required(json, "event")),
                required(json, "alert"),
                news(Json.object(json.get("news"))),
                time(json, "ended"));
    }

    static Map<String, @Nullable Object> json(Message.News news) {
        return Json.map(
                "app", news.app(),
                "monitor", news.monitor(),
                "source", news.source(),
                "since", news.since().toString(),
                "failures", news.failures(),
                "status", news.status(),
                "reason", news.reason());
    }

    static Message.News news(Map<String, Object> json) {
        return new Message.News(
                required(json, "app"),
                required(json, "monitor"),
                required(json, "source"),
                Instant.parse(required(json, "since")),
                number(json, "failures"),
                required(json, "status"),
                text(json, "reason"));
    }

    static @Nullable String text(Map<String, Object> json, String name) {
        return json.get(name) instanceof String text ? text : null;
    }

    static String required(Map<String, Object> json, String name) {
        String text = text(json, name);
        if (text == null) {
            throw new IllegalArgumentException("the field " + name + " is missing");
        }
        return text;
    }

    static int number(Map<String, Object> json, String name) {
        return json.get(name) instanceof Number number ? number.intValue() : 0;
    }

    static @Nullable Instant time(Map<String, Object> json, String name) {
        String text = text(json, name);
        return text == null ? null : Instant.parse(text);
    }
}

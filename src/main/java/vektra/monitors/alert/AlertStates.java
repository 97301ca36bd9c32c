package vektra.monitors.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.monitor.Event;
import vektra.model.text.FileFailure;

/** What each alert is at: its incidents, and the messages that have not arrived. Safe for many threads. */
final class AlertStates {
    private final Health health;
    private final Duration firstPause;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(Alert alert, Incidents incidents, Outbox outbox) {
        boolean add(List<Message> messages) {
            messages.forEach(outbox::add);
            return !messages.isEmpty();
        }
    }

    AlertStates(Health health, Duration firstPause) {
        this.health = health;
        this.firstPause = firstPause;
    }

    /** The alerts there are now; what is known of those that stay is kept. */
    synchronized void alerts(List<Alert> alerts) {
        Map<String, Entry> before = new LinkedHashMap<>(entries);
        entries.clear();
        for (Alert alert : alerts) {
            Entry known = before.get(alert.name());
            Incidents incidents = new Incidents(alert.name(), alert.rules(), health);
            if (known != null) {
                incidents.streaks().putAll(known.incidents().streaks());
            }
            entries.put(
                    alert.name(), new Entry(alert, incidents, known == null ? new Outbox(firstPause) : known.outbox()));
        }
    }

    /** Takes the end of a run; whether something is to be written down or sent. */
    synchronized boolean on(Event.Finish finish, boolean silent) {
        health.on(finish);
        boolean changed = false;
        for (Entry entry : entries.values()) {
            if (!silent) {
                Streak before = entry.incidents().streaks().get(finish.attempt().source());
                changed |= entry.add(entry.incidents().on(finish));
                changed |= differs(
                        before, entry.incidents().streaks().get(finish.attempt().source()));
            }
        }
        return changed;
    }

    /** What only counts on while an incident is open need not be on the disk: an outage of hundreds is no time for it. */
    private static boolean differs(@Nullable Streak before, @Nullable Streak after) {
        if (before == null || after == null) {
            return before != null || after != null;
        }
        return after.incident() == null || before.incident() == null || before.successes() != after.successes();
    }

    /** Opens what has waited for long enough. */
    synchronized boolean settle(Instant now) {
        boolean changed = false;
        for (Entry entry : entries.values()) {
            changed |= entry.incidents().waits() && entry.add(entry.incidents().settle(now));
        }
        return changed;
    }

    /** What is to be delivered now, at most one message of each alert. */
    synchronized List<Map.Entry<Alert, Message>> take(long nanos) {
        List<Map.Entry<Alert, Message>> next = new ArrayList<>();
        for (Entry entry : entries.values()) {
            Message message = entry.outbox().take(nanos);
            if (message != null) {
                next.add(Map.entry(entry.alert(), message));
            }
        }
        return next;
    }

    /** Notes how a delivery ended; after which pause to look again. */
    synchronized Duration ended(String alert, Message message, @Nullable String problem, long nanos) {
        Entry entry = entries.get(alert);
        if (entry == null) {
            return Duration.ZERO;
        }
        if (problem != null) {
            return entry.outbox().failed(problem, nanos);
        }
        entry.outbox().delivered(message);
        return Duration.ZERO;
    }

    /** What went wrong; null when it is written. */
    @Nullable
    String write(Path file) {
        try {
            SmallFile.replace(file, Json.page(json()));
            return null;
        } catch (IOException e) {
            return file + " cannot be written, so that a restart may repeat messages: " + FileFailure.reason(e);
        }
    }

    private synchronized Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> alerts = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            Map<String, @Nullable Object> sources = new LinkedHashMap<>();
            entry.incidents().streaks().forEach((source, streak) -> sources.put(source, streak.json()));
            List<Message> waiting = entry.outbox().waiting();
            if (!sources.isEmpty() || !waiting.isEmpty()) {
                alerts.put(
                        name,
                        Json.map(
                                "sources", sources,
                                "undelivered", waiting.stream().map(Kept::json).toList(),
                                "dropped", entry.outbox().dropped(),
                                "problem", entry.outbox().problem()));
            }
        });
        return Json.map("version", 1, "alerts", alerts);
    }

    /** Goes on where the file was written; one that cannot be read is begun anew. */
    synchronized void read(Path file, Consumer<String> warn) {
        try {
            Map<String, Object> alerts = Json.object(
                    Json.object(Json.parse(Files.readAllBytes(file))).get("alerts"));
            alerts.forEach((name, json) -> {
                Entry entry = entries.get(name);
                if (entry != null) {
                    read(entry, Json.object(json));
                }
            });
        } catch (NoSuchFileException e) {
            // nothing has happened yet
        } catch (IOException | RuntimeException e) {
            warn.accept(file + " cannot be read, open incidents are forgotten: " + e.getMessage());
        }
    }

    private static void read(Entry entry, Map<String, Object> json) {
        Json.object(json.get("sources"))
                .forEach((source, streak) -> entry.incidents().streaks().put(source, Streak.of(Json.object(streak))));
        if (json.get("undelivered") instanceof List<?> list) {
            list.forEach(each -> entry.outbox().add(Kept.message(Json.object(each))));
        }
    }
}

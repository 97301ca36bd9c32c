package vektra.http.data;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.name.AppName;

/** Restores and copies that were done, for clients that ask how they ended; a backup is there by itself. */
final class DoneTransfers {
    private static final int MOST = 1000;

    private final Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, @Nullable Object>> eldest) {
            return size() > MOST;
        }
    };

    /** What data came from, or went to. */
    record End(String name, String type) {}

    /** The view of one that has just ended. */
    synchronized Map<String, @Nullable Object> add(@Nullable AppName app, Instant start, int number, End from, End to) {
        String now = Instant.now().toString();
        String id = UUID.randomUUID().toString();
        Map<String, @Nullable Object> view = Json.map(
                "app",
                app == null ? null : app.value(),
                "created_at",
                start.toString(),
                "finished_at",
                now,
                "from_name",
                from.name(),
                "from_type",
                from.type(),
                "logs",
                List.of(),
                "num",
                number,
                "options",
                Json.map(),
                "processed_bytes",
                0,
                "started_at",
                start.toString(),
                "succeeded",
                true,
                "to_name",
                to.name(),
                "to_type",
                to.type(),
                "updated_at",
                now,
                "uuid",
                id,
                "warnings",
                0);
        all.put(id, view);
        return view;
    }

    /** One of an app. */
    synchronized Optional<Map<String, @Nullable Object>> find(AppName app, String id) {
        return Optional.ofNullable(all.get(id)).filter(view -> app.value().equals(view.get("app")));
    }
}

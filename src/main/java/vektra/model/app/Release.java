package vektra.model.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Values;

/**
 * A numbered, immutable snapshot of what an app had after a change.
 *
 * @param by the user of the machine who made it
 * @param config the user's own variables; null once the snapshot was dropped as too old
 * @param attached {@code NAME=add-on} of each attachment; credentials are never kept in history
 * @param addons {@code add-on=service:plan} of each add-on that the app owned
 */
public record Release(
        int version,
        Instant createdAt,
        String by,
        String description,
        @Nullable Map<String, String> config,
        List<String> attached,
        List<String> addons) {
    public Release {
        config = config == null ? null : Values.of(config);
    }
}

package vektra.manifest.wanted;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Position;
import vektra.manifest.text.Value;

/**
 * A drain of an app.
 *
 * @param service null when the URL says it
 */
public record WantedDrain(
        Position at, String name, @Nullable String service, Value url, Map<String, Value> options) {}

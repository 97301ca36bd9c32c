package vektra.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change is for the audit, beyond what its writes say; never a secret.
 *
 * @param command as users type it, such as {@code config:set}
 * @param user in whose name; null for that of the store
 * @param more fields of the audit's line: each a text, a list of texts, or a map of texts
 */
public record Deed(String command, @Nullable String user, Map<String, Object> more) {
    public static Deed of(String command) {
        return new Deed(command, null, Map.of());
    }

    /** The same in the name of that user, unless it is in another's already. */
    public Deed by(String other) {
        return user == null ? new Deed(command, other, more) : this;
    }

    public Deed with(String field, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>(more);
        fields.put(field, value);
        return new Deed(command, user, Collections.unmodifiableMap(fields));
    }
}

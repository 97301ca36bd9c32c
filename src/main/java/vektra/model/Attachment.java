package vektra.model;

import java.time.Instant;
import java.util.Map;

/**
 * An add-on as one app sees it.
 *
 * @param vars the config vars it set, with the values it gave them
 * @param replaced user values that stood under those names and come back when it is detached
 */
public record Attachment(
        Id id,
        AttachmentName name,
        AddonName addon,
        ServiceName service,
        Instant createdAt,
        Credentials credentials,
        Map<String, String> vars,
        Map<String, String> replaced) {
    /** The same attachment with other variables. */
    public Attachment with(Map<String, String> otherVars, Map<String, String> otherReplaced) {
        return new Attachment(id, name, addon, service, createdAt, credentials, otherVars, otherReplaced);
    }
}

package vektra.model.addon;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.name.Id;

/**
 * What an add-on is on its server.
 *
 * @param id the add-on's id, or one of its own where the add-on's is taken by a copy that is kept on the same server;
 *     names on the server derive from it and the label alone, so that what a crash left is found
 * @param label the owning app's name at birth, for people who look at the server
 * @param owner the id of that app, which no other app ever has; null where it was made before that was recorded
 * @param facts what only the provider understands, such as the number of a database; empty before provisioning
 */
public record Resource(Id id, String label, @Nullable Id owner, Map<String, String> facts) {
    /** One whose owner is not known. */
    public Resource(Id id, String label, Map<String, String> facts) {
        this(id, label, null, facts);
    }

    /** The same before provisioning. */
    public Resource planned() {
        return with(Map.of());
    }

    /** The same as the provider made it. */
    public Resource with(Map<String, String> made) {
        return new Resource(id, label, owner, made);
    }

    /** Another one of the same label and owner, before provisioning. */
    public Resource other() {
        return new Resource(Id.fresh(), label, owner, Map.of());
    }
}

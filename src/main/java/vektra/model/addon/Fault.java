package vektra.model.addon;

import org.jspecify.annotations.Nullable;
import vektra.model.name.Id;
import vektra.model.text.Text;

/**
 * Something of an add-on that is not on its server as it should be.
 *
 * @param message one line without a full stop, such as {@code the database note_… is gone}; never a secret
 * @param credentials whose login it is about; null when it is about the resource itself
 */
public record Fault(Harm harm, Text message, @Nullable Id credentials) {
    public Fault(Harm harm, CharSequence message, @Nullable Id credentials) {
        this(harm, Text.of(message), credentials);
    }

    /** What it takes to put it right. */
    public enum Harm {
        /** The resource is gone with its data; it can only be made again, empty. */
        DATA_LOST,
        /** The resource is not as it was made; provisioning it again fixes that and keeps its data. */
        BROKEN,
        /** Credentials do not log in as they should; granting them again fixes that. */
        LOCKED_OUT
    }
}

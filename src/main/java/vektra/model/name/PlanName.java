package vektra.model.name;

import org.jspecify.annotations.Nullable;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * A service, perhaps with one of its plans.
 *
 * @param plan null when only the service is named
 */
public record PlanName(ServiceName service, @Nullable String plan) {
    /** Reads {@code SERVICE} or {@code SERVICE:PLAN}. */
    public static PlanName typed(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new PlanName(new ServiceName(text), null)
                : new PlanName(new ServiceName(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** The part before the colon, whatever it is. */
    public static String serviceOf(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    /** Reads {@code SERVICE:PLAN}. */
    public static PlanName whole(String text) {
        PlanName name = typed(text);
        if (name.plan() == null) {
            throw VektraException.invalid(
                    Shown.quoted(text) + " names no plan",
                    Text.of("such as " + text + ":shared, see: ", Next.of("addons:plans", text)));
        }
        return name;
    }
}

package vektra.manifest.apply;

import org.jspecify.annotations.Nullable;
import vektra.model.name.AppName;

/**
 * One line of what differs between a manifest and what there is.
 *
 * @param app null for what all apps share
 * @param what such as {@code resource}, {@code service}, {@code drain}, {@code variable}
 */
public record Difference(Sign sign, @Nullable AppName app, String what, String name, String detail) {
    /** What a line on an app as a whole is about. */
    public static final String APP = "app";

    /** How it is printed. */
    public enum Sign {
        ADDED("+"),
        CHANGED("~"),
        REMOVED("-");

        private final String shown;

        Sign(String shown) {
            this.shown = shown;
        }

        public String shown() {
            return shown;
        }
    }

    @Override
    public String toString() {
        return sign.shown() + " " + what + " " + name + (app == null || what.equals(APP) ? "" : " of " + app)
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}

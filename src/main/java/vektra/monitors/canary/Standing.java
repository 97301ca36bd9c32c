package vektra.monitors.canary;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Apps;
import vektra.model.addon.Addon;
import vektra.model.app.App;

/**
 * How a canary stands.
 *
 * @param app with its id, whatever it is called; null when there is none
 */
public record Standing(Canary canary, @Nullable App app, State state) {
    /** In what state. */
    public enum State {
        WHOLE,
        /** Cut off while it was made. */
        INCOMPLETE,
        /** Its time is over, and it is destroyed soon. */
        EXPIRED,
        /** There is no such app any more. */
        GONE,
        /** Its app has another tag: it belongs to its user by now. */
        FOREIGN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Standing of(Canary canary, Apps apps) {
        App app = apps.find(canary.name())
                .filter(named -> named.id().equals(canary.id()))
                .or(() -> apps.find(canary.id()))
                .orElse(null);
        return new Standing(canary, app, state(canary, app, apps.history().now()));
    }

    private static State state(Canary canary, @Nullable App app, Instant now) {
        if (app == null) {
            return State.GONE;
        }
        if (!canary.isTagged(app)) {
            return State.FOREIGN;
        }
        if (app.isExpired(now)) {
            return State.EXPIRED;
        }
        boolean ready = app.addons().stream().allMatch(Addon::isReady);
        return canary.whole() && ready ? State.WHOLE : State.INCOMPLETE;
    }
}

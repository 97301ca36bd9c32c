package vektra.addons.core;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.spi.Store;

/**
 * What the releases of apps say of a change: when it was, and whose.
 *
 * @param user who is at work
 */
public record History(String user, Clock clock) {
    /** Whom the audit and releases name for what happens by itself, such as the end of a lease; no user is called so. */
    public static final String ITSELF = "vektra itself";

    /** The same with another user at work. */
    public History as(String other) {
        return new History(other, clock);
    }

    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** The entry for an app as it is after a change. */
    public Release release(App app, String description) {
        List<String> attached = app.attachments().stream()
                .map(attachment -> attachment.name() + "=" + attachment.addon())
                .toList();
        List<String> addons = app.addons().stream()
                .map(addon -> addon.name() + "=" + addon.fullPlan())
                .toList();
        return new Release(app.release(), now(), user, description, app.userConfig(), attached, addons);
    }

    public Store.Write.PutApp put(App app, String description) {
        return new Store.Write.PutApp(app, release(app, description));
    }

    /** The same with a description such as {@code Attach DATABASE (@ref:orders)}. */
    public Store.Write.PutApp put(App app, String what, Attachment attachment) {
        return put(app, reference(what, attachment));
    }

    public static String reference(String what, Attachment attachment) {
        return what + " " + attachment.name() + " (@ref:" + attachment.addon() + ")";
    }
}

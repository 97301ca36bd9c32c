package vektra.monitors.canary;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.Id;

/**
 * A disposable app, as it is recorded from before anything of it is made until nothing of it is left.
 *
 * @param id that of its app, whatever it is called by now
 * @param tag says, as a config var of the app, that the app is this canary
 * @param name that its app was made with
 * @param service the name of the folder it was made of
 * @param whole whether it was made to its end
 * @param replaces the canary that is destroyed once this one is whole
 */
public record Canary(
        Id id,
        String tag,
        AppName name,
        String service,
        Path folder,
        Instant made,
        Instant expires,
        boolean whole,
        @Nullable AppName replaces) {
    /** The config var with the tag. */
    public static final String TAG = "VEKTRA_CANARY";

    private static final int TAIL = 6;

    /** One that is yet to be made, with a name of its own. */
    static Canary planned(ServiceFolder service, Lifetime ttl, Instant now, @Nullable AppName replaces) {
        String tail = Id.fresh().value().substring(0, TAIL);
        return new Canary(
                Id.fresh(),
                Id.fresh().value(),
                new AppName(service.appName() + "-" + tail),
                service.name(),
                service.folder(),
                now,
                ttl.from(now),
                false,
                replaces);
    }

    Canary done() {
        return new Canary(id, tag, name, service, folder, made, expires, true, replaces);
    }

    /** How long it was to live from the beginning. */
    Lifetime ttl() {
        return new Lifetime(Duration.between(made, expires));
    }

    /** Its app as it begins. */
    App begun() {
        return new App(id, name, made, 0, Map.of(TAG, tag), List.of(), List.of())
                .expiring(expires)
                .atRelease(1);
    }

    /** Whether an app with its id is still what was made. */
    boolean isTagged(App app) {
        return tag.equals(app.config().get(TAG));
    }

    boolean isOf(ServiceFolder of) {
        return folder.equals(of.folder());
    }
}

package vektra.addons.doctor;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.OwnedAddon;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * One thing that is not as it should be.
 *
 * @param app the app it is about, or null; likewise the add-on and the service
 * @param message one line without a full stop; never a secret
 * @param hint what to type; null when nothing but {@code --fix} is needed, or nothing helps
 * @param remedy fixes it; null when that has to be done by hand
 */
public record Finding(
        What what,
        @Nullable AppName app,
        @Nullable AddonName addon,
        @Nullable ServiceName service,
        Text message,
        @Nullable Text hint,
        @Nullable Remedy remedy) {

    public Finding(
            What what,
            @Nullable AppName app,
            @Nullable AddonName addon,
            @Nullable ServiceName service,
            CharSequence message,
            @Nullable CharSequence hint,
            @Nullable Remedy remedy) {
        this(what, app, addon, service, Text.of(message), hint == null ? null : Text.of(hint), remedy);
    }

    /** What is wrong, as docs/doctor.md explains it. */
    public enum What {
        UNREADABLE,
        UNCHECKED,
        LEFTOVER_FILE,
        LOOSE_FILE,
        PLAINTEXT,
        UNKNOWN_KEY,
        KEY_FILE,
        RESERVATION,
        JOURNAL,
        CLOCK,
        SERVER_DOWN,
        SERVER_SILENT,
        SERVER_MOVED,
        PORT_TAKEN,
        CERTIFICATE,
        DATA_GONE,
        RESOURCE,
        CREDENTIALS,
        CONFIG_VARS,
        STORAGE,
        CAPACITY,
        BACKUPS,
        ARCHIVE,
        STRAY,
        ODD,
        LOG,
        STARTER,
        SETTINGS,
        FORMATION,
        MAINTENANCE,
        ALERT,
        CANARY,
        COVERAGE
    }

    /** Fixes one problem: takes locks, looks again, and does nothing when it is right meanwhile. */
    interface Remedy {
        void apply();
    }

    /** What belongs to no app and no service, and has to be set right by hand. */
    public static Finding noted(What what, CharSequence message, @Nullable CharSequence hint) {
        return ofHome(what, message, hint, null);
    }

    static Finding ofHome(What what, CharSequence message, @Nullable CharSequence hint, @Nullable Remedy remedy) {
        return new Finding(what, null, null, null, message, hint, remedy);
    }

    static Finding of(
            Site site, What what, CharSequence message, @Nullable CharSequence hint, @Nullable Remedy remedy) {
        OwnedAddon owned = site.owned();
        return new Finding(
                what,
                owned == null ? null : owned.app(),
                owned == null ? null : owned.addon().name(),
                site.server().service(),
                message,
                hint,
                remedy);
    }

    static Finding of(OwnedAddon owned, What what, CharSequence message, @Nullable Remedy remedy) {
        return new Finding(
                what, owned.app(), owned.addon().name(), owned.addon().service(), message, null, remedy);
    }

    /** What a look finds; a look that fails is a finding, so that the others go on. */
    public static List<Finding> guarded(
            @Nullable AppName app, @Nullable ServiceName service, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (VektraException e) {
            return List.of(new Finding(What.UNCHECKED, app, null, service, e.text(), e.next(), null));
        }
    }

    /** Whether {@code --fix} can do something about it. */
    public boolean fixable() {
        return remedy != null;
    }

    /** The same when a later look finds the same thing again. */
    String key() {
        return String.join("\n", List.of(what.name(), String.valueOf(app), String.valueOf(addon), message.toString()));
    }
}

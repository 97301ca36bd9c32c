package vektra.model.addon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;

/**
 * A backup of an add-on's data that was loaded once to be sure.
 *
 * @param number from 1, counting within the add-on
 * @param name of its file, without the ending
 * @param of null for one made before that was recorded
 * @param bytes of the file
 * @param holds what is in it
 * @param sha256 of the file, in hexadecimal digits; null for one made before that was recorded
 * @param restoredAt when it was last put in the place of an add-on's data; null for never
 * @param drill the last one; null for none
 */
public record Backup(
        int number,
        String name,
        @Nullable Of of,
        Instant startedAt,
        Instant finishedAt,
        long bytes,
        Holdings holds,
        @Nullable String sha256,
        @Nullable Instant restoredAt,
        @Nullable Drill drill) {
    /** What is known of whether a backup can be restored, beyond the load that each is checked by when it is made. */
    public enum Proof {
        NEVER,
        DRILLED,
        RESTORED,
        /** The last try was a drill that failed. */
        FAILED;

        /** Such as {@code drilled}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whose data it holds, as that was called then.
     *
     * @param app the owner; null for an add-on without one
     */
    public record Of(
            Id id,
            AddonName name,
            ServiceName service,
            @Nullable AppName app) {
        public static Of of(Addon addon, @Nullable AppName app) {
            return new Of(addon.id(), addon.name(), addon.service(), app);
        }

        /** The app, the service and the add-on, such as {@code shop-SERVICE-curved-12345}. */
        public String label() {
            String called = name.value().startsWith(service + "-") ? name.value() : service + "-" + name;
            return app == null ? called : app + "-" + called;
        }

        /** What a backup that begins at that time is called: the label, and the time in UTC. */
        public String label(Instant start) {
            return label() + "-"
                    + start.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        }
    }

    public Proof proof() {
        if (drill == null || (restoredAt != null && !restoredAt.isBefore(drill.at()))) {
            return restoredAt == null ? Proof.NEVER : Proof.RESTORED;
        }
        return drill.problem() == null ? Proof.DRILLED : Proof.FAILED;
    }

    /** The same once it was restored. */
    public Backup restored(Instant at) {
        return new Backup(number, name, of, startedAt, finishedAt, bytes, holds, sha256, at, drill);
    }

    /** The same once it was drilled. */
    public Backup drilled(Drill last) {
        return new Backup(number, name, of, startedAt, finishedAt, bytes, holds, sha256, restoredAt, last);
    }
}

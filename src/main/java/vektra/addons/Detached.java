package vektra.addons;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Store;

/**
 * An app without one of its attachments, not yet committed.
 *
 * @param writes what else changes with it
 * @param finish what revokes the credentials
 */
record Detached(App app, List<Store.Write> writes, List<Step> finish) {

    /** Detaches, under the locks of the app and of the add-on's owner. Its server must answer. */
    static Detached of(Installation home, App app, Attachment attachment) {
        Addon addon = home.requiredAddon(app, attachment);
        App without = app.detached(attachment);
        List<Store.Write> writes = app.addon(addon.name()).isPresent()
                        || !without.attachmentsOf(addon.name()).isEmpty()
                ? List.of()
                : left(home, app.name(), addon);
        if (!addon.isReady()) {
            return new Detached(without, writes, List.of());
        }
        home.ensureAnswering(home.serverOf(addon));
        return new Detached(without, writes, Step.revoke(addon, attachment));
    }

    /** The apps that must be locked besides, for who is attached under a name to step aside. */
    static List<AppName> concerned(Installation home, AppName app, @Nullable AttachmentName name) {
        return Optional.ofNullable(name)
                .flatMap(home.app(app)::attachment)
                .flatMap(attachment -> home.store().owner(attachment.addon()))
                .map(Store.Owned::app)
                .filter(owner -> !owner.equals(app))
                .map(List::of)
                .orElse(List.of());
    }

    /** Refuses to go on when, under the locks, others are concerned than were asked for before. */
    static void requireConcerned(Installation home, AppName app, @Nullable AttachmentName name, List<AppName> locked) {
        if (!concerned(home, app, name).equals(locked)) {
            throw VektraException.conflict(app + " changed at the same moment", "try again");
        }
    }

    private static List<Store.Write> left(Installation home, AppName app, Addon addon) {
        return Tenant.of(home.store(), addon.name())
                .map(tenant -> tenant.attachedTo(tenant.guestNames().stream()
                        .filter(guest -> !guest.equals(app))
                        .toList()))
                .orElse(List.of());
    }

    /** Detaches the current holder of a name if forced; otherwise a holder is a CONFLICT. */
    static Detached of(Installation home, App app, AttachmentName name, boolean force) {
        Attachment there = app.attachment(name).orElse(null);
        if (there == null) {
            return new Detached(app, List.of(), List.of());
        }
        if (!force) {
            throw VektraException.conflict(
                    app.name() + " has " + name + " attached to " + there.addon() + " already",
                    "use another name: --as NAME, or put it in its place: --confirm " + app.name());
        }
        return of(home, app, there);
    }
}

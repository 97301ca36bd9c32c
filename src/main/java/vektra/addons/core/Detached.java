package vektra.addons.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * An app without one of its attachments, not yet committed.
 *
 * @param writes what else changes with it
 * @param finish what revokes the credentials
 */
public record Detached(App app, List<Store.Write> writes, List<Step> finish) {

    /** Detaches, under the locks of the app and of the add-on's owner. Its server must answer. */
    public static Detached of(Lookup at, App app, Attachment attachment) {
        Addon addon = at.requiredAddon(app, attachment);
        App without = app.detached(attachment);
        List<Store.Write> writes = app.addon(addon.name()).isPresent()
                        || !without.attachmentsOf(addon.name()).isEmpty()
                ? List.of()
                : left(at, app.name(), addon);
        if (!addon.isReady()) {
            return new Detached(without, writes, List.of());
        }
        at.providers().ensureAnswering(at.serverOf(addon));
        return new Detached(without, writes, Step.revoke(addon, attachment));
    }

    /** The apps that must be locked besides, so that what is attached under a name can step aside. */
    public static List<AppName> concerned(Lookup at, AppName app, @Nullable AttachmentName name) {
        return Optional.ofNullable(name)
                .flatMap(at.app(app)::attachment)
                .flatMap(attachment -> at.at().owner(attachment.addon()))
                .map(Snapshot.Owned::app)
                .filter(owner -> !owner.equals(app))
                .map(List::of)
                .orElse(List.of());
    }

    /** Refuses to go on when, under the locks, others are concerned than were asked for before. */
    public static void requireConcerned(Lookup at, AppName app, @Nullable AttachmentName name, List<AppName> locked) {
        if (!concerned(at, app, name).equals(locked)) {
            throw VektraException.conflict(app + " changed at the same moment", "try again");
        }
    }

    private static List<Store.Write> left(Lookup at, AppName app, Addon addon) {
        return at.owned(addon.name())
                .map(owned -> owned.attachedTo(owned.guestNames().stream()
                        .filter(guest -> !guest.equals(app))
                        .toList()))
                .orElse(List.of());
    }

    /** Detaches the current holder of a name if forced; otherwise a holder is a CONFLICT. */
    public static Detached of(Lookup at, App app, AttachmentName name, boolean force) {
        Attachment there = app.attachment(name).orElse(null);
        if (there == null) {
            return new Detached(app, List.of(), List.of());
        }
        if (!force) {
            throw VektraException.conflict(
                    app.name() + " has " + name + " attached to " + there.addon() + " already",
                    Text.of(
                            "use another name: ",
                            Input.of("as", "NAME"),
                            ", or put it in its place: ",
                            Input.of("confirm", app.name())));
        }
        return of(at, app, there);
    }
}

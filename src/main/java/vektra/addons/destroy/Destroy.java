package vektra.addons.destroy;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Deletes an add-on with its data. */
public record Destroy(Engine engine, Losses losses, Deletion deletion) {
    private static final String COMMAND = "addons:destroy";

    /**
     * The add-on that is destroyed.
     *
     * @param app the owner as it now is; null when the add-on had none
     * @param guests the other apps that it was detached from
     * @param loss what went with it
     */
    public record Destroyed(Addon addon, @Nullable App app, List<App> guests, Loss loss) {}

    /** Deletes the add-on as below; its backups are kept for a while. */
    public Destroyed destroy(String what, @Nullable AppName within, boolean force, Confirmation confirmation) {
        return destroy(what, within, force, false, confirmation);
    }

    /**
     * Deletes the add-on after confirmation by the app's or the add-on's own name.
     *
     * @param what an add-on, or with an app also a service or an attachment; of another app it is a CONFLICT
     * @param withBackups whether its backups are deleted as well; else they are kept for a while
     * @param force whether it is detached from other apps first; else one that others have attached is a CONFLICT
     */
    public Destroyed destroy(
            String what, @Nullable AppName within, boolean force, boolean withBackups, Confirmation confirmation) {
        engine.settle();
        OwnedAddon meant = new Resolver(engine.lookup()).doomed(what, within);
        refuseOthers(meant, within, force);
        String name = meant.addon().name().value();
        Loss loss = losses.of(meant.addon(), meant.guestNames(), withBackups);
        confirmation.require("this permanently deletes " + loss.words(), meant.confirmedBy());
        try (Held held = Held.of(engine, name, null, List.of())) {
            refuseOthers(held.owned(), within, force);
            if ((held.owned().owner() == null) != (meant.owner() == null)) {
                throw VektraException.conflict(name + " changed its owner at the same moment", "try again");
            }
            return deletion.delete(held.session(), held.owned(), COMMAND, "Destroy", loss);
        }
    }

    /** What a manifest guards stays until the manifest says otherwise. */
    public static void refuseGuarded(App owner, Addon addon) {
        owner.declared().guarding(addon.id()).ifPresent(resource -> {
            throw VektraException.conflict(
                    addon.name() + " is guarded by the manifest of " + owner.name() + ", as " + resource.name(),
                    "take deletionProtection out of the manifest, and apply it");
        });
    }

    private static void refuseOthers(OwnedAddon owned, @Nullable AppName within, boolean force) {
        AddonName name = owned.addon().name();
        if (owned.owner() != null) {
            refuseGuarded(owned.owner(), owned.addon());
        }
        AppName owner = owned.app();
        if (within != null && owner != null && !owner.equals(within)) {
            throw VektraException.conflict(
                    name + " belongs to " + owner + ", not to " + within,
                    Text.of(
                            "detach it: ",
                            Next.of("addons:detach", name).app(within).knowing("attachment", seen(owned, within))));
        }
        if (!force && !owned.guests().isEmpty()) {
            String others = owned.guestNames().stream().map(AppName::value).collect(Collectors.joining(", "));
            throw VektraException.conflict(
                    name + " is attached to " + others + " as well",
                    Text.of(
                            "detach it there first, or from all of them at once: ",
                            Input.of("force"),
                            " ",
                            Input.of("confirm", owner == null ? name : owner)));
        }
    }

    private static @Nullable AttachmentName seen(OwnedAddon owned, AppName app) {
        return owned.uses().stream()
                .filter(use -> use.app().equals(app))
                .map(use -> use.attachment().name())
                .findFirst()
                .orElse(null);
    }
}

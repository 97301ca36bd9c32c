package vektra.addons.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Former;
import vektra.model.Input;
import vektra.model.Next;
import vektra.model.Step;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.Deed;
import vektra.spi.Store;

/** Deletes an add-on with its data. */
public final class Destroy {
    private static final String COMMAND = "addons:destroy";

    private final Installation home;

    public Destroy(Installation home) {
        this.home = home;
    }

    /**
     * The add-on that is destroyed.
     *
     * @param app the owner as it now is; null when the add-on had none
     * @param guests the other apps that it was detached from
     * @param loss what went with it
     */
    public record Destroyed(Addon addon, @Nullable App app, List<App> guests, Loss loss) {}

    /**
     * Deletes the add-on after confirmation by the app's or the add-on's own name.
     *
     * @param what an add-on, or with an app also a service or an attachment; of another app it is a CONFLICT
     * @param force whether it is detached from other apps first; else one that others have attached is a CONFLICT
     */
    public Destroyed destroy(String what, @Nullable AppName within, boolean force, Confirmation confirmation) {
        home.settle();
        Tenant meant = new Resolver(home.lookup()).doomed(what, within);
        refuseOthers(meant, within, force);
        String name = meant.addon().name().value();
        Loss loss = Loss.of(home, meant.addon(), meant.guestNames());
        confirmation.require("this permanently deletes " + loss.words(), meant.confirmedBy());
        try (Held held = Held.of(home, name, null, List.of())) {
            refuseOthers(held.tenant(), within, force);
            if ((held.tenant().owner() == null) != (meant.owner() == null)) {
                throw VektraException.conflict(name + " changed its owner at the same moment", "try again");
            }
            return delete(held.session(), held.tenant(), COMMAND, "Destroy", loss);
        }
    }

    private static void refuseOthers(Tenant tenant, @Nullable AppName within, boolean force) {
        AddonName name = tenant.addon().name();
        AppName owner = tenant.app();
        if (within != null && owner != null && !owner.equals(within)) {
            throw VektraException.conflict(
                    name + " belongs to " + owner + ", not to " + within,
                    Text.of(
                            "detach it: ",
                            Next.of("addons:detach", name).app(within).knowing("attachment", seen(tenant, within))));
        }
        if (!force && !tenant.guests().isEmpty()) {
            String others = tenant.guestNames().stream().map(AppName::value).collect(Collectors.joining(", "));
            throw VektraException.conflict(
                    name + " is attached to " + others + " as well",
                    Text.of(
                            "detach it there first, or from all of them at once: ",
                            Input.of("force"),
                            " ",
                            Input.of("confirm", owner == null ? name : owner)));
        }
    }

    private static @Nullable AttachmentName seen(Tenant tenant, AppName app) {
        return tenant.seats().stream()
                .filter(seat -> seat.app().equals(app))
                .map(seat -> seat.attachment().name())
                .findFirst()
                .orElse(null);
    }

    /**
     * Deletes an add-on, under the locks of all apps that have it.
     *
     * @param why begins what the releases say of it
     */
    Destroyed delete(Store.Session session, Tenant tenant, String command, String why, Loss loss) {
        Addon addon = tenant.addon();
        List<Store.Write> writes = new ArrayList<>();
        List<App> changed = new ArrayList<>();
        for (App app : tenant.apps()) {
            App without = without(app, addon);
            changed.add(without);
            writes.add(home.put(without, why + " " + addon.name()));
        }
        writes.add(new Store.Write.Free(addon.name()));
        Deed deed = Deed.of(command).with("destroyed", List.of(addon.name().value()));
        session.commit(deed, writes, gone(addon));
        boolean owned = tenant.owner() != null;
        return new Destroyed(
                addon, owned ? changed.get(0) : null, changed.subList(owned ? 1 : 0, changed.size()), loss);
    }

    private static App without(App app, Addon addon) {
        App changed = app;
        for (Attachment attachment : app.attachmentsOf(addon.name())) {
            changed = changed.detached(attachment);
        }
        return changed.withoutAddon(addon.name()).atRelease(app.release() + 1);
    }

    /** What deletes an add-on's data; a shared server must answer first, so that nothing is left half done. */
    private List<Step> gone(Addon addon) {
        if (addon.server() == null || (addon.former() != null && addon.former().server() == null)) {
            home.ensureAnswering(home.lookup().enabledOrKept(addon.service()).server());
        }
        return steps(addon);
    }

    /** What deletes everything that there is of an add-on. */
    public static List<Step> steps(Addon addon) {
        List<Step> steps = new ArrayList<>();
        steps.add(addon.server() == null ? Step.deprovision(addon) : Step.removeServer(addon.server()));
        Former former = addon.former();
        if (former != null) {
            steps.add(Step.forget(addon.service(), former));
        }
        steps.add(Step.dropBackups(addon));
        return steps;
    }
}

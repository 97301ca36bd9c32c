package vektra.addons.destroy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Backup;
import vektra.model.addon.Former;
import vektra.model.addon.KeptBackups;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.spi.Deed;
import vektra.spi.Store;

/** Deletes an add-on whatever the reason, in a session that holds the locks of all apps that have it. */
public record Deletion(Engine engine, Providers providers, History history) {
    /**
     * Deletes an add-on, under the locks of all apps that have it.
     *
     * @param why begins what the releases say of it
     */
    Destroy.Destroyed delete(Store.Session session, OwnedAddon owned, String command, String why, Loss loss) {
        Addon addon = owned.addon();
        List<Store.Write> writes = new ArrayList<>();
        List<App> changed = new ArrayList<>();
        for (App app : owned.apps()) {
            App without = without(app, addon);
            changed.add(without);
            writes.add(history.put(without, why + " " + addon.name()));
        }
        writes.addAll(forget(addon));
        Deed deed = Deed.of(command).with("destroyed", List.of(addon.name().value()));
        session.commit(deed, writes, gone(owned, loss));
        boolean hasOwner = owned.owner() != null;
        return new Destroy.Destroyed(
                addon, hasOwner ? changed.get(0) : null, changed.subList(hasOwner ? 1 : 0, changed.size()), loss);
    }

    private static App without(App app, Addon addon) {
        App changed = app;
        for (Attachment attachment : app.attachmentsOf(addon.name())) {
            changed = changed.detached(attachment);
        }
        return changed.withoutAddon(addon.name()).atRelease(app.release() + 1);
    }

    /** What deletes an add-on's data; a shared server must answer first, so that nothing is left half done. */
    private List<Step> gone(OwnedAddon owned, Loss loss) {
        Addon addon = owned.addon();
        if (addon.server() == null || (addon.former() != null && addon.former().server() == null)) {
            providers.ensureAnswering(
                    engine.lookup().enabledOrKept(addon.service()).server());
        }
        return steps(addon, owned.app(), loss.keptUntil());
    }

    /** Deletes what an add-on was before its plan changed. Where that is on a shared server, that must answer. */
    public static Addon forget(Store.Session session, OwnedAddon owned, Former former, String command) {
        Addon without = owned.addon().withoutFormer();
        ServiceName service = without.service();
        Deed deed = Deed.of(command).with("outcome", "deleted what was kept of " + service + ":" + former.plan());
        session.commit(deed, List.of(owned.put(without)), List.of(Step.forget(service, former)));
        return without;
    }

    /**
     * Deletes the data that a server had before its upgrade.
     *
     * @param record writes the server as it then is
     */
    public static void forget(Store.Session session, Deed deed, Server server, Function<Server, Store.Write> record) {
        session.commit(
                deed.with("outcome", "deleted the data kept since the upgrade"),
                List.of(record.apply(server.withoutFormer())),
                List.of(Step.removeServer(server.beside())));
    }

    /** What the store forgets with an add-on. */
    public static List<Store.Write> forget(Addon addon) {
        return List.of(new Store.Write.Free(addon.name()), new Store.Write.DeleteSchedule(addon.id()));
    }

    /**
     * What deletes everything that there is of an add-on.
     *
     * @param keptUntil until when its backups are kept; null when they go with it
     */
    public static List<Step> steps(Addon addon, @Nullable AppName app, @Nullable Instant keptUntil) {
        List<Step> steps = new ArrayList<>();
        steps.add(addon.server() == null ? Step.deprovision(addon) : Step.removeServer(addon.server()));
        Former former = addon.former();
        if (former != null) {
            steps.add(Step.forget(addon.service(), former));
        }
        Backup.Of of = Backup.Of.of(addon, app);
        steps.add(keptUntil == null ? Step.dropBackups(of) : Step.keep(new KeptBackups(of, keptUntil)));
        return steps;
    }
}

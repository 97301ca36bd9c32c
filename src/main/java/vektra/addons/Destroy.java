package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Deletes an add-on with its data. */
public final class Destroy {
    private static final String COMMAND = "addons:destroy";

    private final Installation home;

    public Destroy(Installation home) {
        this.home = home;
    }

    /**
     * What came of it.
     *
     * @param app the owner as it now is; null when the add-on had none
     */
    public record Destroyed(Addon addon, @Nullable App app) {}

    /**
     * Deletes the add-on after confirmation by the app's or the add-on's own name.
     *
     * @param what an add-on, or with an app also a service or an attachment
     */
    public Destroyed destroy(String what, @Nullable AppName within, Confirmation confirmation) {
        home.settle();
        Targets.Target meant = new Targets(home).find(what, within);
        AppName owner = meant.owner() == null ? null : meant.owner().name();
        String name = meant.addon().name().value();
        confirmation.require(
                "this deletes " + name + " and its data for good",
                owner == null ? List.of(name) : List.of(owner.value(), name));
        Locks.Name lock = owner == null
                ? Locks.Name.alone(Locks.Name.Kind.ADDON, name)
                : Locks.Name.alone(Locks.Name.Kind.APP, owner);
        try (Store.Session session = home.open(List.of(lock))) {
            Targets.Target now = new Targets(home).find(name, owner);
            if ((now.owner() == null) != (owner == null)) {
                throw VektraException.conflict(name + " changed its owner at the same moment", "try again");
            }
            return delete(session, now.addon(), now.owner(), COMMAND, "Destroy");
        }
    }

    /**
     * Deletes an add-on, under the lock of its owner or, where it has none, its own.
     *
     * @param why begins what the release says of it
     */
    Destroyed delete(Store.Session session, Addon addon, @Nullable App owner, String command, String why) {
        List<Store.Write> writes = new ArrayList<>();
        App without = owner == null ? null : without(owner, addon);
        if (without != null) {
            writes.add(home.put(without, why + " " + addon.name()));
        }
        writes.add(new Store.Write.Free(addon.name()));
        session.commit(command, writes, List.of(gone(addon)));
        return new Destroyed(addon, without);
    }

    private static App without(App app, Addon addon) {
        App changed = app;
        for (Attachment attachment : app.attachmentsOf(addon.name())) {
            changed = changed.detached(attachment);
        }
        App last = changed.withoutAddon(addon.name());
        return new App(
                last.id(),
                last.name(),
                last.createdAt(),
                app.release() + 1,
                last.config(),
                last.addons(),
                last.attachments());
    }

    /** What deletes the add-on's data; a shared server must answer first, so that nothing is left half done. */
    private Step gone(Addon addon) {
        if (addon.server() != null) {
            return Step.removeServer(addon.server());
        }
        home.ensureAnswering(home.serverOf(addon));
        return Step.deprovision(addon);
    }
}

package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.addons.core.Tenant;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.VektraException;
import vektra.spi.Store;

/** Gives an add-on another global name; its attachments, their variables and its data stay as they are. */
public final class Rename {
    private final Installation home;

    public Rename(Installation home) {
        this.home = home;
    }

    /**
     * The add-on under its new name.
     *
     * @param owner null when its app is gone
     */
    public record Renamed(
            AddonName before, Addon addon, @Nullable App owner) {}

    /** Renames; to the name it has is no error. Every app that has it attached gets a release. */
    public Renamed rename(String what, @Nullable AppName within, AddonName to) {
        try (Held held = Held.of(home, what, within, List.of())) {
            Tenant tenant = held.tenant();
            AddonName from = tenant.addon().name();
            if (from.equals(to)) {
                return new Renamed(from, tenant.addon(), tenant.owner());
            }
            if (held.session().owner(to).isPresent()) {
                throw VektraException.conflict("an add-on called " + to + " already exists", "choose another name");
            }
            Addon renamed = tenant.addon().named(to);
            List<Store.Write> writes = new ArrayList<>();
            App owner = null;
            for (App app : tenant.apps()) {
                App changed = app.renamed(from, renamed);
                owner = owner == null ? changed : owner;
                writes.add(home.put(changed, "Rename " + from + " to " + to));
            }
            writes.add(new Store.Write.Free(from));
            writes.add(
                    owner == null
                            ? new Store.Write.Orphan(renamed)
                            : new Store.Write.Reserve(to, owner.name(), tenant.guestNames()));
            held.session().commit("addons:rename", writes, List.of());
            return new Renamed(from, renamed, owner);
        }
    }
}

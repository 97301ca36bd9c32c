package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.OwnedAddon;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.spi.Store;

/** Gives an add-on another global name; its attachments, their variables and its data stay as they are. */
public record Rename(Engine engine, History history) {
    /**
     * The add-on under its new name.
     *
     * @param owner null when its app is gone
     */
    public record Renamed(
            AddonName before, Addon addon, @Nullable App owner) {}

    /** Renames; to the name it has is no error. Every app that has it attached gets a release. */
    public Renamed rename(String what, @Nullable AppName within, AddonName to) {
        try (Held held = Held.of(engine, what, within, List.of())) {
            OwnedAddon owned = held.owned();
            AddonName from = owned.addon().name();
            if (from.equals(to)) {
                return new Renamed(from, owned.addon(), owned.owner());
            }
            if (held.session().owner(to).isPresent()) {
                throw VektraException.conflict("an add-on called " + to + " already exists", "choose another name");
            }
            Addon renamed = owned.addon().named(to);
            List<Store.Write> writes = new ArrayList<>();
            App owner = null;
            for (App app : owned.apps()) {
                App changed = app.renamed(from, renamed);
                owner = owner == null ? changed : owner;
                writes.add(history.put(changed, "Rename " + from + " to " + to));
            }
            writes.add(new Store.Write.Free(from));
            writes.add(
                    owner == null
                            ? new Store.Write.Orphan(renamed)
                            : new Store.Write.Reserve(to, owner.name(), owned.guestNames()));
            held.session().commit("addons:rename", writes, List.of());
            return new Renamed(from, renamed, owner);
        }
    }
}

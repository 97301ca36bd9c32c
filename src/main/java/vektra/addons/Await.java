package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.addons.core.Resolver;
import vektra.addons.core.Tenant;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.AppName;

/**
 * Waits for add-ons that are made in the background. A process that waits makes an add-on itself when no other one
 * does:
 * so one whose maker was killed, or that failed, is made by asking for it again.
 */
public final class Await {
    private final Installation home;

    public Await(Installation home) {
        this.home = home;
    }

    /** Returns the add-on when it is there; whatever keeps it from being made is thrown. */
    public Addon addon(String what, @Nullable AppName within) {
        home.settle();
        Tenant meant = new Resolver(home.lookup()).find(what, within);
        if (meant.addon().isReady()) {
            return meant.addon();
        }
        home.progress().doing("making " + meant.addon().name());
        AddonName name = meant.addon().name();
        try (Held held = Held.of(home, name.value(), null, List.of())) {
            if (!held.tenant().addon().isReady()) {
                new Provisioning(home).finish(held.session(), held.tenant());
            }
        }
        return new Resolver(home.lookup()).find(name.value(), null).addon();
    }

    /** Has processes make what is not there yet, for a server that starts after the process that made it was killed. */
    public void resume() {
        for (Inventory.Row row : new Inventory(home).all()) {
            if (row.addon().state() == Addon.State.PROVISIONING && row.owner() != null) {
                home.background().run(List.of("addons:wait", row.addon().name().value()));
            }
        }
    }

    /** Waits for every add-on of an app, or of all, that is not there yet. */
    public List<Addon> all(@Nullable AppName within) {
        List<Addon> waited = new ArrayList<>();
        Inventory inventory = new Inventory(home);
        for (Inventory.Row row : within == null ? inventory.all() : inventory.of(within)) {
            if (!row.addon().isReady()) {
                waited.add(addon(row.addon().name().value(), null));
            }
        }
        return waited;
    }
}

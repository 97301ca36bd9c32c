package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.addons.provision.Provisioning;
import vektra.model.addon.Addon;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.spi.Background;
import vektra.spi.Progress;

/**
 * Waits for add-ons that are made in the background. A process that waits makes an add-on itself when no other one
 * does: so one whose maker was killed, or that failed, is made by asking for it again.
 */
public record Await(
        Engine engine, Background background, Progress progress, Provisioning provisioning, Inventory inventory) {
    /** Returns the add-on when it is there; whatever keeps it from being made is thrown. */
    public Addon addon(String what, @Nullable AppName within) {
        engine.settle();
        OwnedAddon meant = new Resolver(engine.lookup()).find(what, within);
        if (meant.addon().isReady()) {
            return meant.addon();
        }
        progress.doing("making " + meant.addon().name());
        AddonName name = meant.addon().name();
        try (Held held = Held.of(engine, name.value(), null, List.of())) {
            Addon now = held.owned().addon();
            return now.isReady()
                    ? now
                    : provisioning
                            .finish(held.session(), held.owned())
                            .addon(name)
                            .orElseThrow();
        }
    }

    /** Has processes make what is not there yet, for a server that starts after the process that made it was killed. */
    public void resume() {
        for (Inventory.Row row : inventory.all()) {
            if (row.addon().state() == Addon.State.PROVISIONING && row.owner() != null) {
                background.run(List.of("addons:wait", row.addon().name().value()));
            }
        }
    }

    /** Waits for every add-on of an app, or of all, that is not there yet. */
    public List<Addon> all(@Nullable AppName within) {
        List<Addon> waited = new ArrayList<>();
        for (Inventory.Row row : within == null ? inventory.all() : inventory.of(within)) {
            if (!row.addon().isReady()) {
                waited.add(addon(row.addon().name().value(), null));
            }
        }
        return waited;
    }
}

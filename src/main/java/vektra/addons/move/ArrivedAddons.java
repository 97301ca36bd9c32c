package vektra.addons.move;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Providers;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Making;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** Makes the add-ons that another home had, with their data: each belongs to no app until the app comes. */
public record ArrivedAddons(
        Engine engine, Providers providers, Shelf shelf, Maker maker, History history, ArrivedServers servers) {
    /** Makes one, or leaves it on its server where that is not Vektra's; there already is no error. */
    void make(Addon was, Consumer<String> notes) {
        if (engine.lookup().owned(was.name()).isPresent()) {
            return;
        }
        Server own = was.server();
        if (own == null) {
            made(was, null, notes);
            return;
        }
        servers.made(own, options -> made(was, options, notes).server(), notes);
    }

    private Addon made(Addon was, @Nullable Map<String, String> options, Consumer<String> notes) {
        AddonProvider provider = providers.of(was.service());
        try (Store.Session session = engine.open(List.of(
                Locks.Name.alone(Locks.Name.Kind.ADDON, was.name()),
                Locks.Name.shared(Locks.Name.Kind.SERVICE, was.service()),
                Locks.Name.ofBackups(was.id())))) {
            Addon addon = was.withoutFormer();
            if (ExportHome.isHere(session, was)) {
                Making making = maker.in(session, provider, ImportHome.COMMAND);
                addon = making.made(planned(making, addon, options));
                load(addon, provider, engine.lookup(session).serverOf(addon), notes);
            }
            session.commit(ImportHome.COMMAND, List.of(new Store.Write.Orphan(addon)), List.of());
            return addon;
        }
    }

    private static Addon planned(Making making, Addon was, @Nullable Map<String, String> options) {
        Addon planned = was.provisioned(was.resource().planned());
        return options == null ? planned : planned.on(making.server(was.name(), options));
    }

    private void load(Addon addon, AddonProvider provider, Server server, Consumer<String> notes) {
        List<Backup> backups = shelf.list(addon.id());
        if (provider.abilities().backups().isEmpty() || backups.isEmpty()) {
            notes.accept(addon.name() + " is empty: " + addon.service() + " has no backups");
            return;
        }
        Backup newest = backups.get(backups.size() - 1);
        provider.abilities().backups().orElseThrow().load(server, addon.resource(), shelf.file(addon.id(), newest));
        Failpoint.reached("import: loaded");
        shelf.change(addon.id(), newest, now -> now.restored(history.now()));
    }
}

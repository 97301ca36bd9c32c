package vektra.addons.move;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Noted;
import vektra.addons.data.Backups;
import vektra.addons.data.Shelved;
import vektra.model.ExportKey;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.service.EnabledService;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Luggage;
import vektra.spi.Parcels;
import vektra.spi.Progress;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Writes everything of a home to one file, while its apps work on: the data of each add-on are those of one moment. */
public record ExportHome(
        Engine engine, Store store, Backups backups, Shelf shelf, Parcels parcels, Progress progress, Noted noted) {
    private static final String COMMAND = "home:export";

    /** Refuses a home that cannot be exported, before anything is written. */
    public void require() {
        engine.settleNow();
        engine.lookup().addons().forEach(Lookup::requireReady);
    }

    /**
     * Writes it. A backup of each add-on is made for it, and deleted afterwards.
     *
     * @param withBackups whether the backups that there are go along
     */
    public Exported write(OutputStream to, ExportKey key, boolean withBackups) {
        require();
        Snapshot at = engine.read();
        Map<Addon, Shelved> fresh = new LinkedHashMap<>();
        try {
            List<String> notes = new ArrayList<>();
            for (Addon addon : engine.lookup(at).addons().toList()) {
                dump(at, addon, fresh, notes);
            }
            Failpoint.reached("export: backups made");
            int kept = shelf.all().values().stream().mapToInt(List::size).sum() - fresh.size();
            pack(to, key, withBackups, fresh);
            noted.done(Deed.of(COMMAND));
            List<String> names =
                    fresh.keySet().stream().map(addon -> addon.name().value()).toList();
            return new Exported(at.appNames().size(), names, withBackups ? kept : 0, notes);
        } finally {
            fresh.forEach(this::delete);
        }
    }

    private void dump(Snapshot at, Addon addon, Map<Addon, Shelved> fresh, List<String> notes) {
        if (!isHere(at, addon)) {
            notes.add(addon.name()
                    + " stays on its server, which Vektra does not manage: the other home will use it there");
        } else if (backups.isPossible(addon)) {
            fresh.put(
                    addon,
                    backups.now(
                            addon,
                            Deed.of(COMMAND).with("addons", List.of(addon.name().value()))));
        } else {
            notes.add(addon.name() + " will be empty: " + addon.service() + " has no backups");
        }
        if (addon.former() != null) {
            notes.add("the data that " + addon.name() + " had before its plan changed stay here");
        }
    }

    /** Whether its server is one that the other home has to make. */
    static boolean isHere(Snapshot at, Addon addon) {
        return addon.server() != null
                || at.service(addon.service())
                        .map(EnabledService::server)
                        .filter(server -> !server.managed())
                        .isEmpty();
    }

    private void pack(OutputStream to, ExportKey key, boolean withBackups, Map<Addon, Shelved> fresh) {
        Luggage luggage = store.luggage();
        progress.doing("reading the home");
        Map<String, byte[]> records = luggage.records();
        Snapshot now = engine.read();
        for (Addon addon : engine.lookup(now).addons().toList()) {
            if (isHere(now, addon) && backups.isPossible(addon) && !has(fresh, addon)) {
                throw VektraException.conflict(addon.name() + " was created meanwhile", "run the command again");
            }
        }
        Set<Path> dumps = new HashSet<>();
        fresh.values().forEach(made -> dumps.add(made.file()));
        Map<String, Path> files = luggage.files(withBackups ? null : dumps);
        parcels.write(to, key, packer -> {
            records.forEach(packer::add);
            files.forEach((name, file) -> {
                progress.doing("writing " + name);
                add(packer, name, file, dumps);
            });
        });
    }

    /** What is deleted meanwhile, such as a backup that a schedule no longer keeps, is left out; the dumps are not. */
    private static void add(Parcels.Packer packer, String name, Path file, Set<Path> dumps) {
        try {
            packer.add(name, file);
        } catch (UncheckedIOException e) {
            if (dumps.contains(file) || !(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
    }

    private static boolean has(Map<Addon, Shelved> fresh, Addon addon) {
        return fresh.keySet().stream().anyMatch(one -> one.id().equals(addon.id()));
    }

    /** One that cannot be deleted does not keep the others, and does not hide why the export failed. */
    @SuppressWarnings("try") // the lock is held, not used
    private void delete(Addon addon, Shelved made) {
        try (Store.Session session = engine.open(List.of(Locks.Name.ofBackups(addon.id())))) {
            shelf.delete(addon.id(), made.backup());
        } catch (VektraException e) {
            progress.warn("the backup " + made.name() + " stays: " + e.getMessage());
        }
    }
}

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
import java.util.stream.Collectors;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Noted;
import vektra.addons.data.Backups;
import vektra.addons.data.Shelved;
import vektra.model.ExportKey;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Step;
import vektra.model.name.Id;
import vektra.model.service.EnabledService;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
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
        progress.doing("reading the home");
        Set<Id> before = ids(engine.read());
        // before anything is made for the export, which is a change in flight until it is over
        Map<String, byte[]> records = store.luggage().records();
        Snapshot at = engine.read();
        if (!ids(at).equals(before)) {
            throw VektraException.conflict("add-ons were created or destroyed meanwhile", "run the command again");
        }
        Map<Addon, Fresh> fresh = new LinkedHashMap<>();
        try {
            List<String> notes = new ArrayList<>();
            for (Addon addon : engine.lookup(at).addons().toList()) {
                dump(at, addon, fresh, notes);
            }
            Failpoint.reached("export: backups made");
            int kept = shelf.all().values().stream().mapToInt(List::size).sum() - fresh.size();
            pack(to, key, withBackups, records, fresh);
            noted.done(Deed.of(COMMAND));
            List<String> names =
                    fresh.keySet().stream().map(addon -> addon.name().value()).toList();
            return new Exported(at.appNames().size(), names, withBackups ? kept : 0, notes);
        } finally {
            fresh.forEach((addon, made) -> made.close(() -> delete(addon, made.backup())));
        }
    }

    private Set<Id> ids(Snapshot at) {
        return engine.lookup(at).addons().map(Addon::id).collect(Collectors.toSet());
    }

    /** A backup and the change in flight that ends with its deletion, by a later command where this one is killed. */
    private record Fresh(Shelved backup, Store.Session until) {
        void close(Runnable delete) {
            try {
                delete.run();
            } finally {
                until.close();
            }
        }
    }

    private void dump(Snapshot at, Addon addon, Map<Addon, Fresh> fresh, List<String> notes) {
        if (!isHere(at, addon)) {
            notes.add(addon.name()
                    + " stays on its server, which Vektra does not manage: the other home will use it there");
        } else if (backups.isPossible(addon)) {
            fresh.put(addon, fresh(addon));
        } else {
            notes.add(addon.name() + " will be empty: " + addon.service() + " has no backups");
        }
        if (addon.former() != null) {
            notes.add("the data that " + addon.name() + " had before its plan changed stay here");
        }
    }

    private Fresh fresh(Addon addon) {
        Deed deed = Deed.of(COMMAND).with("addons", List.of(addon.name().value()));
        List<Store.Session> until = new ArrayList<>();
        try {
            Shelved made = backups.now(addon, deed, new Backups.Kept() {
                @Override
                public void before(Backup backup) {
                    until.add(inFlight(addon, backup));
                }

                @Override
                public List<Store.Write> writes(Store.Session session, Backup backup) {
                    return List.of();
                }
            });
            return new Fresh(made, until.get(0));
        } catch (RuntimeException e) {
            until.forEach(Store.Session::close);
            throw e;
        }
    }

    private Store.Session inFlight(Addon addon, Backup backup) {
        Locks.Name lock = Locks.Name.alone(Locks.Name.Kind.SERVER, "export of " + backup.name());
        Store.Session session = engine.open(List.of(lock), true).orElseThrow();
        session.begin(COMMAND, List.of(Step.dropBackup(Backup.Of.of(addon, null), backup)));
        return session;
    }

    /** Whether its server is one that the other home has to make. */
    static boolean isHere(Snapshot at, Addon addon) {
        return addon.server() != null
                || at.service(addon.service())
                        .map(EnabledService::server)
                        .filter(server -> !server.managed())
                        .isEmpty();
    }

    private void pack(
            OutputStream to, ExportKey key, boolean withBackups, Map<String, byte[]> records, Map<Addon, Fresh> fresh) {
        Set<Path> dumps = new HashSet<>();
        fresh.values().forEach(made -> dumps.add(made.backup().file()));
        Map<String, Path> files = store.luggage().files(withBackups ? null : dumps);
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

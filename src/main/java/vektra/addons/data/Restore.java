package vektra.addons.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.addons.services.Spares;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Resource;
import vektra.model.age.Identity;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.text.Input;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Envelopes;
import vektra.spi.Progress;
import vektra.spi.Shelf;

/** Puts a backup or a file in the place of what an add-on holds, all or nothing: it is loaded beside, then both change places. */
public record Restore(
        Engine engine,
        Providers providers,
        Shelf shelf,
        Envelopes envelopes,
        Progress progress,
        History history,
        Spares spares) {
    private static final String COMMAND = "backups:restore";

    /**
     * What is to be restored where.
     *
     * @param what the add-on whose backup is meant, and to which it goes where nothing else is said, or a backup; null
     *     where the backup says both
     * @param from a backup, an add-on whose newest backup is meant, or a file; null for the newest of {@code what}
     * @param to the add-on whose data it replaces; null for {@code what}, else for the one that it is a backup of
     * @param folder where the names of files begin; null where none is meant
     * @param identities open a file that is encrypted
     */
    public record Request(
            @Nullable String what,
            @Nullable String from,
            @Nullable String to,
            @Nullable AppName within,
            @Nullable Path folder,
            List<Identity> identities) {}

    /**
     * What was restored.
     *
     * @param backup null where it was a file
     * @param file null where it was a backup
     */
    public record Restored(
            Addon addon, @Nullable Shelved backup, @Nullable Path file, String done) {}

    /** Restores after confirmation by the name of the add-on that loses its data, or of its app. */
    public Restored restore(Request request, Confirmation confirmation) {
        engine.settle();
        String word = request.from() == null ? request.what() : request.from();
        if (word == null || word.isEmpty()) {
            // an empty word would be the current folder
            throw VektraException.invalid(
                    "nothing to restore is named", Text.of("name an add-on, or add ", Input.of("from", "BACKUP")));
        }
        Optional<Shelved> backup = backup(request, word);
        Path folder = request.folder();
        Path file = backup.isPresent() || folder == null ? null : folder.resolve(word);
        OwnedAddon owned = target(request, backup.orElse(null));
        Addon target = owned.addon();
        Lookup.requireReady(target);
        backup.ifPresent(one -> requireService(one, target));
        String data = file == null ? described(backup.orElseThrow()) : file.toString();
        confirmation.require("this replaces the data of " + target.name() + " with " + data, owned.confirmedBy());
        Deed deed = Backups.named(Deed.of(COMMAND), Optional.of(owned))
                .with("from", file == null ? backup.orElseThrow().name() : file.toString());
        String done = file == null
                ? restore(target, backup.orElseThrow(), deed)
                : take(owned, file, request.identities(), deed);
        return new Restored(target, backup.map(this::now).orElse(null), file, done);
    }

    /** A backup with what is recorded of it by now. */
    private Shelved now(Shelved before) {
        Backup now = shelf.list(before.of().id()).stream()
                .filter(one -> one.name().equals(before.backup().name()))
                .findFirst()
                .orElse(before.backup());
        return before.as(now);
    }

    /** The backup meant; empty where it is a file. */
    private Optional<Shelved> backup(Request request, String word) {
        try {
            return Optional.of(search().newest(word, request.within()));
        } catch (VektraException e) {
            Path folder = request.folder();
            boolean unknown = e.kind() == Kind.NOT_FOUND || e.kind() == Kind.INVALID;
            if (folder == null || request.from() == null || !unknown || !isFile(folder, word)) {
                throw e;
            }
            // its size and checksum are known
            return search().lying(folder.resolve(word));
        }
    }

    private static boolean isFile(Path folder, String word) {
        if (word.indexOf('\0') >= 0) {
            return false;
        }
        Path file = folder.resolve(word);
        // a pipe could be read only once
        return Files.isReadable(file) && (Files.isRegularFile(file) || Files.isDirectory(file));
    }

    private BackupSearch search() {
        return new BackupSearch(engine, shelf);
    }

    private OwnedAddon target(Request request, @Nullable Shelved backup) {
        Resolver targets = new Resolver(engine.lookup());
        String word = request.to() == null ? request.what() : request.to();
        boolean itself = request.to() == null && request.from() == null && backup != null;
        if (word != null && !(itself && BackupSearch.namesOne(word))) {
            return targets.doomed(word, request.within());
        }
        if (backup == null || backup.keptUntil() != null) {
            throw VektraException.invalid(
                    backup == null
                            ? "the add-on that the file goes to is not named"
                            : backup.of().name() + " is gone, and its backup goes to no other add-on by itself",
                    Text.of("add ", Input.of("to", "ADDON")));
        }
        return targets.find(backup.of().id().value(), null);
    }

    private static void requireService(Shelved backup, Addon target) {
        ServiceName service = backup.of().service();
        if (!service.equals(target.service())) {
            throw VektraException.invalid(
                    "a backup of " + service + " cannot be restored into " + target.name() + ", which is "
                            + target.service(),
                    "name an add-on of " + service);
        }
    }

    private static String described(Shelved backup) {
        return "the backup " + backup.name() + " of "
                + Shown.time(backup.backup().startedAt());
    }

    /** Restores without asking; returns what is said of it. */
    String restore(Addon target, Shelved backup, Deed deed) {
        String done = "Restored backup " + backup.backup().number()
                + (backup.of().id().equals(target.id())
                        ? ""
                        : " of " + backup.of().name()) + " of "
                + Shown.time(backup.backup().startedAt()) + ": " + target.name() + " has the data of that time";
        load(target, backup, done, deed);
        return done;
    }

    /** Loads a backup that is byte for byte what was written. */
    void load(Addon target, Shelved backup, String done, Deed deed) {
        AddonProvider provider = providers.of(target.service());
        Ability.Backups able = Backups.able(provider);
        progress.doing("reading the backup");
        BackupFile.requireWhole(backup.file(), backup.backup());
        replace(
                target,
                done,
                deed,
                server -> able.verify(server, backup.file()),
                (server, empty) -> able.load(server, empty, backup.file()));
        Backups.record(engine, shelf, backup, now -> now.restored(history.now()));
    }

    /** Loads a file of the service's own tools, which may come from anywhere; returns what is said of it. */
    private String take(OwnedAddon owned, Path file, List<Identity> identities, Deed deed) {
        Addon target = owned.addon();
        String done = target.name() + " has the data of " + file;
        AddonProvider provider = providers.of(target.service());
        Ability.Portable able = Portability.of(provider, "restored from a file");
        progress.doing("reading the file");
        Backup.Of of = Backup.Of.of(target, owned.app());
        try (OpenedFile opened = new OpenedFile(engine, shelf, envelopes, of, file, identities)) {
            replace(
                    target,
                    done,
                    deed,
                    server -> {
                        if (opened.isThere()) {
                            able.holds(server, opened.path());
                        }
                    },
                    (server, empty) -> able.take(server, empty, opened.path()));
        }
        return done;
    }

    /** @param check refuses what cannot be loaded, before anything is made */
    private void replace(
            Addon meant, String done, Deed deed, Consumer<Server> check, BiConsumer<Server, Resource> load) {
        AddonProvider provider = providers.of(meant.service());
        try (Held held = Held.of(engine, meant.name().value(), null, List.of())) {
            Addon addon = held.owned().addon();
            Server server = engine.lookup(held.session()).serverOf(addon);
            providers.ensureAnswering(server);
            provider.abilities().movable().orElseThrow().requireCopyable(server, addon.resource());
            check.accept(server);
            Beside beside = Beside.planned(addon);
            Resource loaded = beside.madeForExchange(held.session(), deed, provider, server);
            progress.doing("loading into " + addon.name());
            load.accept(server, loaded);
            Failpoint.reached("restore: loaded");
            provider.abilities().exchange(server, addon.resource(), loaded);
            Failpoint.reached("restore: exchanged");
            held.session().commit(deed.with("outcome", done), List.of(), List.of(beside.drop()));
            spares.makeSoon(server, provider);
        }
    }
}

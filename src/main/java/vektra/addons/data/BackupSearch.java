package vektra.addons.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.KeptBackups;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.text.Kind;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Shelf;
import vektra.spi.Snapshot;

/** Finds backups: those of add-ons that are there, and those that are kept of add-ons that are gone. */
public record BackupSearch(Engine engine, Shelf shelf) {
    /** What the names of backups end in. */
    private static final Pattern NAMED = Pattern.compile(".+-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?");

    private static final Pattern NUMBERED = Pattern.compile(".+/[0-9]{1,9}");

    private static final char NUMBER = '/';

    private static final Comparator<Shelved> ORDER = Comparator.comparing(
                    (Shelved one) -> one.of().label())
            .thenComparing(one -> one.backup().startedAt())
            .thenComparing(one -> one.backup().number());

    /** All that there are, by their apps and add-ons, the oldest of each first. */
    public List<Shelved> all() {
        Map<Id, Owner> owners = owners();
        Called called = called();
        List<Shelved> all = new ArrayList<>();
        shelf.all().forEach((id, backups) -> {
            Backup.Of lost = backups.get(0).of();
            Owner owner = owners.getOrDefault(id, lost == null ? null : new Owner(lost, null));
            if (owner != null) {
                all.addAll(shelved(owner, backups, called));
            }
        });
        all.sort(ORDER);
        return all;
    }

    /** Those of an app, also of its add-ons that are gone. */
    public List<Shelved> all(AppName app) {
        List<Owner> owners = new ArrayList<>();
        engine.read()
                .app(app)
                .ifPresent(known ->
                        known.addons().forEach(addon -> owners.add(new Owner(Backup.Of.of(addon, app), null))));
        shelf.retired(Instant.MAX).stream()
                .filter(kept -> app.equals(kept.of().app()))
                .forEach(kept -> owners.add(new Owner(kept.of(), kept.until())));
        if (owners.isEmpty()) {
            // says so where there is no such app
            engine.lookup().app(app);
        }
        Called called = called();
        return owners.stream()
                .flatMap(owner -> shelved(owner, shelf.list(owner.of().id()), called).stream())
                .sorted(ORDER)
                .toList();
    }

    /** Those of one add-on, the oldest first; one that is gone is found by its name, its service or its id. */
    public List<Shelved> of(String addon, @Nullable AppName within) {
        Owner owner = owner(addon, within);
        return shelved(owner, shelf.list(owner.of().id()), called());
    }

    /** The one whose file that is, also by another path. */
    Optional<Shelved> lying(Path file) {
        return all().stream().filter(one -> isSame(one.file(), file)).findFirst();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // one of them is not there
            return false;
        }
    }

    /** The newest of an add-on, or the one that is named exactly. */
    public Shelved newest(String word, @Nullable AppName within) {
        return named(word, within).orElseGet(() -> {
            if (namesOne(word)) {
                throw unknown(word, within);
            }
            List<Shelved> all = of(word, within);
            if (all.isEmpty()) {
                throw none(word + " has no backup", within);
            }
            return all.get(all.size() - 1);
        });
    }

    /** The one that is named exactly: by its own name, or as ADDON/NUMBER. */
    public Shelved exact(String word, @Nullable AppName within) {
        return named(word, within)
                .orElseThrow(() -> namesOne(word)
                        ? unknown(word, within)
                        : none(Shown.quoted(word) + " names no single backup, such as ADDON/1", within));
    }

    /** Whether a word can mean a single backup alone: no add-on is called so. */
    static boolean namesOne(String word) {
        return NUMBERED.matcher(word).matches() || NAMED.matcher(word).matches();
    }

    private static VektraException unknown(String word, @Nullable AppName within) {
        return none("no backup called " + Shown.quoted(word), within);
    }

    private Optional<Shelved> named(String word, @Nullable AppName within) {
        int number = word.lastIndexOf(NUMBER);
        if (NUMBERED.matcher(word).matches()) {
            return of(word.substring(0, number), within).stream()
                    .filter(one -> one.backup().number() == Integer.parseInt(word.substring(number + 1)))
                    .findFirst();
        }
        return NAMED.matcher(word).matches()
                ? all().stream().filter(one -> one.name().equals(word)).findFirst()
                : Optional.empty();
    }

    private static VektraException none(String what, @Nullable AppName within) {
        return VektraException.notFound(
                what, Text.of("see: ", Next.of("backups").app(within)));
    }

    private record Owner(Backup.Of of, @Nullable Instant keptUntil) {}

    private Owner owner(String addon, @Nullable AppName within) {
        try {
            OwnedAddon owned = new Resolver(engine.lookup()).find(addon, within);
            return new Owner(Backup.Of.of(owned.addon(), owned.app()), null);
        } catch (VektraException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            return shelf.retired(Instant.MAX).stream()
                    .filter(kept -> isMeant(kept.of(), addon, within))
                    .reduce((earlier, later) -> later)
                    .map(kept -> new Owner(kept.of(), kept.until()))
                    .orElseThrow(() -> e);
        }
    }

    private static boolean isMeant(Backup.Of gone, String word, @Nullable AppName within) {
        return word.equals(gone.name().value())
                || word.equals(gone.id().value())
                || (within != null
                        && within.equals(gone.app())
                        && word.equals(gone.service().value()));
    }

    private Map<Id, Owner> owners() {
        Map<Id, Owner> owners = new HashMap<>();
        Snapshot at = engine.read();
        at.appNames().stream()
                .flatMap(name -> at.app(name).stream())
                .forEach(app -> app.addons().forEach(addon -> put(owners, addon, app.name())));
        at.ownerless().forEach(addon -> put(owners, addon, null));
        for (KeptBackups kept : shelf.retired(Instant.MAX)) {
            owners.putIfAbsent(kept.of().id(), new Owner(kept.of(), kept.until()));
        }
        return owners;
    }

    private static void put(Map<Id, Owner> owners, Addon addon, @Nullable AppName app) {
        owners.put(addon.id(), new Owner(Backup.Of.of(addon, app), null));
    }

    private List<Shelved> shelved(Owner owner, List<Backup> backups, Called called) {
        Backup.Of of = owner.of();
        String name = called.of(owner);
        return backups.stream()
                .map(one -> new Shelved(of, one, shelf.file(of.id(), one), owner.keptUntil(), name))
                .toList();
    }

    private Called called() {
        Map<AddonName, Id> kept = new HashMap<>();
        shelf.retired(Instant.MAX)
                .forEach(gone -> kept.put(gone.of().name(), gone.of().id()));
        return new Called(engine.read(), kept);
    }

    /**
     * What finds an add-on whose backups these are.
     *
     * @param kept those that are gone: of several of one name the last
     */
    private record Called(Snapshot at, Map<AddonName, Id> kept) {
        String of(Owner owner) {
            Backup.Of of = owner.of();
            boolean found = owner.keptUntil() == null
                    || (of.id().equals(kept.get(of.name()))
                            && at.owner(of.name()).isEmpty());
            return found ? of.name().value() : of.id().value();
        }
    }
}

package vektra.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import vektra.model.Failpoint;
import vektra.model.addon.Backup;
import vektra.model.addon.KeptBackups;
import vektra.model.name.Id;
import vektra.model.text.FileFailure;
import vektra.spi.Shelf;
import vektra.store.disk.Disk;
import vektra.store.disk.Paths;

/**
 * {@code backups/<app>-<service>-<add-on>-<id>/<app>-<service>-<add-on>-<time>.dump}, each with a {@code .json} beside it
 * that is written last: without it a dump is none. The folder keeps the names of its first backup. Earlier versions called
 * the folder by the add-on's whole id and the files by their numbers, which are read as well. What is kept of add-ons that
 * are gone is listed in {@code backups/destroyed}.
 */
public final class BackupFolder implements Shelf {
    private static final String DRAFT = "draft.part";
    private static final String DUMP = ".dump";

    /** A time in milliseconds, and the id of the add-on. */
    private static final Pattern KEPT = Pattern.compile("[0-9]{1,18}-.+[.]json");

    private final Path shelf;

    public BackupFolder(Path home) {
        this.shelf = home.resolve(Paths.BACKUPS);
    }

    @Override
    public List<Backup> list(Id addon) {
        List<Backup> backups = new ArrayList<>();
        folders(addon).forEach(folder -> backups.addAll(in(folder)));
        // of another add-on whose id begins alike
        backups.removeIf(backup -> backup.of() != null && !backup.of().id().equals(addon));
        backups.sort(Comparator.comparingInt(Backup::number));
        return backups;
    }

    @Override
    public Map<Id, List<Backup>> all() {
        Map<Id, List<Backup>> all = new HashMap<>();
        for (String name : Disk.list(shelf)) {
            if (name.equals(Paths.DESTROYED) || !Files.isDirectory(shelf.resolve(name))) {
                continue;
            }
            for (Backup backup : in(shelf.resolve(name))) {
                Id addon = backup.of() == null ? new Id(name) : backup.of().id();
                all.computeIfAbsent(addon, any -> new ArrayList<>()).add(backup);
            }
        }
        all.values().forEach(of -> of.sort(Comparator.comparingInt(Backup::number)));
        return all;
    }

    private static List<Backup> in(Path folder) {
        List<Backup> backups = new ArrayList<>();
        for (String name : Disk.list(folder)) {
            if (name.endsWith(Paths.JSON)) {
                BackupNotes.read(folder.resolve(name), without(Paths.JSON, name))
                        .ifPresent(backups::add);
            }
        }
        return backups;
    }

    /** What is recorded of a dump. */
    static Path note(Path dump) {
        return dump.resolveSibling(without(DUMP, String.valueOf(dump.getFileName())) + Paths.JSON);
    }

    private static String without(String ending, String name) {
        return name.substring(0, name.length() - ending.length());
    }

    /** The folders that an add-on may have, that of earlier versions last. */
    private List<Path> folders(Id addon) {
        String old = addon.value();
        return Disk.list(shelf).stream()
                .filter(name -> name.equals(old) || name.endsWith("-" + addon.brief()))
                .sorted(Comparator.comparing(old::equals))
                .map(shelf::resolve)
                .filter(Files::isDirectory)
                .toList();
    }

    @Override
    public Path file(Id addon, Backup backup) {
        return folder(addon, backup).orElse(shelf.resolve(addon.value())).resolve(backup.name() + DUMP);
    }

    /** The usual one is tried first: listing all folders for each backup takes long where there are many. */
    private Optional<Path> folder(Id addon, Backup backup) {
        Path usual = backup.of() == null ? shelf.resolve(addon.value()) : first(backup.of());
        return has(usual, backup)
                ? Optional.of(usual)
                : folders(addon).stream().filter(folder -> has(folder, backup)).findFirst();
    }

    private static boolean has(Path folder, Backup backup) {
        return Files.exists(folder.resolve(backup.name() + Paths.JSON))
                || Files.exists(folder.resolve(backup.name() + DUMP));
    }

    /** The folder of an add-on whose first backup was made when it was called so. */
    private Path first(Backup.Of addon) {
        return shelf.resolve(addon.label() + "-" + addon.id().brief());
    }

    private Path folder(Backup.Of addon) {
        return folders(addon.id()).stream()
                .filter(folder -> !folder.endsWith(addon.id().value()))
                .findFirst()
                .orElse(first(addon));
    }

    @Override
    public Path draft(Backup.Of addon) {
        Path folder = folder(addon);
        Disk.makeFolder(folder);
        Set<String> names = Disk.listAll(folder);
        for (String name : names) {
            boolean kept = name.endsWith(Paths.JSON)
                    || (name.endsWith(DUMP) && names.contains(without(DUMP, name) + Paths.JSON));
            if (!kept || name.startsWith(Disk.TEMPORARY)) {
                Disk.delete(folder.resolve(name));
            }
        }
        return folder.resolve(DRAFT);
    }

    @Override
    public void keep(Backup.Of addon, Backup backup) {
        Path folder = folder(addon);
        Path draft = folder.resolve(DRAFT);
        try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        } catch (IOException e) {
            throw FileFailure.writing(draft, e);
        }
        Disk.move(draft, folder.resolve(backup.name() + DUMP));
        Failpoint.reached("backup: in its place");
        BackupNotes.write(folder.resolve(backup.name() + Paths.JSON), backup);
        Disk.sync(folder);
    }

    @Override
    public void change(Id addon, Backup backup, UnaryOperator<Backup> change) {
        folder(addon, backup)
                .map(folder -> folder.resolve(backup.name() + Paths.JSON))
                .ifPresent(note -> BackupNotes.read(note, backup.name())
                        .ifPresent(now -> BackupNotes.write(note, change.apply(now))));
    }

    @Override
    public void delete(Id addon, Backup backup) {
        folder(addon, backup).ifPresent(folder -> {
            Disk.delete(folder.resolve(backup.name() + Paths.JSON));
            Disk.sync(folder);
            Failpoint.reached("backup: note deleted");
            Disk.delete(folder.resolve(backup.name() + DUMP));
        });
    }

    @Override
    public void retire(KeptBackups kept) {
        if (list(kept.of().id()).isEmpty()) {
            clear(kept.of().id());
            return;
        }
        Path folder = shelf.resolve(Paths.DESTROYED);
        Disk.makeFolder(folder);
        BackupNotes.write(
                folder.resolve(kept.until().toEpochMilli() + "-" + kept.of().id() + Paths.JSON), kept);
        Disk.sync(folder);
    }

    @Override
    public List<KeptBackups> retired(Instant by) {
        Set<String> names = Disk.list(shelf.resolve(Paths.DESTROYED));
        // other files are passed over
        names.removeIf(name -> !KEPT.matcher(name).matches());
        if (names.isEmpty()) {
            // as nearly always, and every command asks
            return List.of();
        }
        List<KeptBackups> kept = new ArrayList<>();
        for (String name : names) {
            if (Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('-'))))
                    .isAfter(by)) {
                continue;
            }
            BackupNotes.readKept(shelf.resolve(Paths.DESTROYED).resolve(name)).ifPresent(kept::add);
        }
        kept.sort(Comparator.comparing(KeptBackups::until));
        return kept;
    }

    @Override
    public void clear(Id addon) {
        List<Backup> own = list(addon);
        for (Path folder : folders(addon)) {
            // what says that a dump is one goes first
            own.forEach(backup -> Disk.delete(folder.resolve(backup.name() + Paths.JSON)));
            if (in(folder).isEmpty()) {
                Disk.listAll(folder).forEach(name -> Disk.delete(folder.resolve(name)));
                remove(folder);
            }
        }
        Failpoint.reached("backups: deleted");
        for (String name : Disk.list(shelf.resolve(Paths.DESTROYED))) {
            if (name.endsWith(addon + Paths.JSON)) {
                Disk.delete(shelf.resolve(Paths.DESTROYED).resolve(name));
            }
        }
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
    }
}

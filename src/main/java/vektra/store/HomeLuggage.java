package vektra.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.spi.Luggage;
import vektra.spi.Parcels;
import vektra.spi.Snapshot;
import vektra.store.disk.Disk;
import vektra.store.disk.FolderApps;
import vektra.store.disk.Paths;
import vektra.store.disk.Relocation;
import vektra.store.disk.Tidying;
import vektra.store.format.ExportFile;
import vektra.store.format.Seals;
import vektra.store.journal.AuditLog;
import vektra.store.journal.JournalFolder;

/**
 * What is sent lies in a file as {@code records/…} and {@code files/…}, and in the home that receives it below {@code
 * import/}, until all of it is unpacked.
 */
record HomeLuggage(Path home, Alone alone, Clock clock, SealedFiles sealed, JournalFolder journal) implements Luggage {
    private static final String RECORDS = "records/";
    private static final String FILES = "files/";

    /** Of the folder of monitors stays what says which processes run, what is locked, and what is made from the log. */
    private static final Pattern GOES_ALONG = Pattern.compile("tls/(authority|ca)\\.pem|audit-[0-9TZ]+\\.jsonl"
            + "|monitors/(?!runs/|index/|processes\\.|.*\\.lock$|log/(lock|tidying)$).+|backups/.+");

    private static final List<String> FOLDERS = List.of("tls", "monitors", Paths.BACKUPS);

    @Override
    public Map<String, byte[]> records() {
        return alone.of(() -> {
            journal.requireWrittenOut();
            Map<String, byte[]> all = new TreeMap<>(sealed.inTheClear());
            for (String name : List.of(Paths.TOKENS, Paths.SPACES, Paths.LOG_SETTINGS)) {
                Disk.read(home.resolve(name)).ifPresent(content -> all.put(name, content));
            }
            Map<String, byte[]> named = new LinkedHashMap<>();
            // first, so that a reader knows at once whether it can read the rest
            named.put(ExportFile.NAME, ExportFile.encode(clock.instant()));
            all.forEach((name, content) -> named.put(RECORDS + name, content));
            return named;
        });
    }

    @Override
    public Map<String, Path> files(@Nullable Set<Path> backups) {
        Map<String, Path> all = new TreeMap<>();
        Path current = home.resolve(Paths.AUDIT);
        if (Files.isRegularFile(current)) {
            all.put(FILES + AuditLog.fullName(clock.instant()), current);
        }
        Disk.list(home).stream()
                .filter(name -> GOES_ALONG.matcher(name).matches())
                .forEach(name -> all.put(FILES + name, home.resolve(name)));
        FOLDERS.forEach(folder -> below(home.resolve(folder)).stream()
                .filter(file -> !folder.equals(Paths.BACKUPS) || backups == null || isOne(backups, file))
                .forEach(file -> {
                    String name = home.relativize(file).toString();
                    if (GOES_ALONG.matcher(name).matches()) {
                        all.put(FILES + name, file);
                    }
                }));
        return all;
    }

    /** A dump among those, or what is recorded of it. */
    private static boolean isOne(Set<Path> backups, Path file) {
        return backups.stream()
                .anyMatch(dump -> dump.equals(file) || BackupFolder.note(dump).equals(file));
    }

    private static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && !name(file).startsWith(Disk.TEMPORARY))
                    .toList();
        } catch (IOException e) {
            throw FileFailure.reading(folder, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private Path received(String name) {
        return home.resolve(Paths.IMPORT).resolve(name);
    }

    @Override
    public void receive(Consumer<Parcels.Taker> sending) {
        alone.of(() -> {
            if (isPending()) {
                throw VektraException.conflict("another process is importing into this home", null);
            }
            Path fresh = Disk.temporary(home.resolve(Paths.IMPORT));
            Tidying.delete(fresh);
            try {
                Disk.makeFolder(fresh);
                sending.accept((name, content) -> take(fresh, name, content));
                ExportFile.require(fresh.resolve(ExportFile.NAME));
            } catch (RuntimeException e) {
                Tidying.delete(fresh);
                throw e;
            }
            Failpoint.reached("store: import received");
            Disk.move(fresh, home.resolve(Paths.IMPORT));
            Disk.sync(home);
            Failpoint.reached("store: import renamed");
            return true;
        });
    }

    private void take(Path folder, String name, InputStream content) {
        Path file = folder.resolve(name);
        if (name.equals(ExportFile.NAME)) {
            write(file, content);
            ExportFile.require(file);
        } else if (name.startsWith(RECORDS)) {
            Disk.makeFolder(Disk.above(file));
            write(file, sealed(folder.resolve(RECORDS), name.substring(RECORDS.length()), content));
        } else if (name.startsWith(FILES)
                && GOES_ALONG.matcher(name.substring(FILES.length())).matches()) {
            Disk.makeFolder(Disk.above(file));
            write(file, content);
        }
    }

    /** A record with its secrets as this home stores them; that of an app comes before its history, which needs it. */
    private InputStream sealed(Path records, String name, InputStream content) {
        if (sealed.seals().get().schema() == Seals.PLAIN_SCHEMA) {
            return content;
        }
        try {
            SealedFiles there = new SealedFiles(records, sealed.seals(), journal(records));
            return new ByteArrayInputStream(there.stored(name, content.readAllBytes()));
        } catch (IOException e) {
            throw FileFailure.reading(records.resolve(name), e);
        }
    }

    private JournalFolder journal(Path records) {
        return new JournalFolder(records, sealed.seals());
    }

    private static void write(Path file, InputStream content) {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), Disk.ownerOnly())) {
            content.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    private boolean isPending() {
        return Files.exists(home.resolve(Paths.IMPORT));
    }

    @Override
    public Optional<Snapshot> received() {
        if (!isPending()) {
            return Optional.empty();
        }
        Path records = received(RECORDS);
        View view = new View(records, journal(records), sealed.seals());
        return Optional.of(new Reading(new FileGlance(view), new FolderApps(records)));
    }

    @Override
    public void place() {
        Path files = received(FILES);
        for (Path file : below(files)) {
            Path place = home.resolve(files.relativize(file).toString());
            Disk.makeFolder(Disk.above(place));
            Disk.move(file, place);
            Disk.sync(Disk.above(place));
            Failpoint.reached("store: import placed " + name(place));
        }
    }

    @Override
    public void unpacked() {
        Path gone = Disk.temporary(home.resolve(Paths.IMPORT));
        Tidying.delete(gone);
        Disk.move(home.resolve(Paths.IMPORT), gone);
        Disk.sync(home);
        Failpoint.reached("store: import over");
        Tidying.delete(gone);
    }

    @Override
    public void requireMovable(Path to) {
        new Relocation(home).require(to);
    }

    @Override
    public boolean isAt(Path to) {
        return new Relocation(home).isAt(to);
    }

    @Override
    public void moveTo(Path to, Runnable last) {
        if (!Files.isDirectory(home)) {
            return;
        }
        alone.of(() -> {
            journal.requireWrittenOut();
            last.run();
            new Relocation(home).to(to);
            return true;
        });
    }

    @Override
    public void arrived() {
        new Relocation(home).over();
    }
}

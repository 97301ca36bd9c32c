package vektra.store.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.Failpoint;
import vektra.model.text.FileFailure;
import vektra.spi.Locks;
import vektra.spi.Upkeep;

/**
 * Files of the home that dead processes left half written, and files that others may read. Symbolic links are not
 * followed, and nothing is looked at in the data of servers, in unpacked software and in what the log router keeps.
 */
public record Tidying(Path home, Locks locks) implements Upkeep {
    /** What the store, the launcher or a recipe had not finished when it was killed. */
    private static final Pattern LEFT = Pattern.compile(
            "([a-z]+/|servers/[^/]+/|backups/[^/]+/)?\\.tmp-[^/]+|backups/[^/]+/draft\\.part|servers/[^/]+/\\.[^/]+\\.new|servers/[^/]+/data\\.new|servers/\\.gone-[^/]+");

    /** A backup, which is none without the file that records what it is. */
    private static final Pattern DUMP = Pattern.compile("backups/[^/]+-[0-9a-f]{12}/[^/]+\\.dump");

    private static final Pattern NOT_OURS = Pattern.compile("servers/[^/]+/data|cache|logs");

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** What is certainly so: no process is writing just now what looks left. */
    @Override
    public List<Untidy> untidy() {
        List<Untidy> found = seen();
        boolean left = found.stream().anyMatch(file -> file.fault() == Untidy.Fault.LEFT);
        if (left && !noneIsAtWork()) {
            found.removeIf(file -> file.fault() == Untidy.Fault.LEFT);
        }
        return found;
    }

    @Override
    public List<Untidy> seen() {
        List<Untidy> found = new ArrayList<>();
        if (Files.isDirectory(home)) {
            walk(found);
        }
        found.sort(Comparator.comparing(Untidy::path));
        return found;
    }

    @Override
    public Optional<Disk> disk(@Nullable Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder == null ? home : folder);
            return Optional.of(new Disk(disk.name(), disk.getUsableSpace(), disk.getTotalSpace()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void walk(List<Untidy> found) {
        Path root = root();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    return look(root.relativize(folder).toString(), folder, found);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    return attributes.isSymbolicLink()
                            ? FileVisitResult.CONTINUE
                            : look(root.relativize(file).toString(), file, found);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // gone since, or another user's: a command that needs it says so
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw FileFailure.reading(home, e);
        }
    }

    private static boolean isUnrecorded(String path, Path file) {
        return DUMP.matcher(path).matches()
                && !Files.exists(Path.of(file.toString().replaceFirst("dump$", "json")));
    }

    private static boolean isLeft(String path, Path file) {
        return LEFT.matcher(path).matches() || isUnrecorded(path, file);
    }

    private static FileVisitResult look(String path, Path file, List<Untidy> found) throws IOException {
        if (isLeft(path, file)) {
            found.add(new Untidy(Untidy.Fault.LEFT, path));
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
            found.add(new Untidy(Untidy.Fault.LOOSE, path));
        }
        return NOT_OURS.matcher(path).matches() ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    @SuppressWarnings("try") // the locks are held, not used
    public boolean tidy(Untidy file) {
        Path path = root().resolve(file.path());
        if (file.fault() == Untidy.Fault.LOOSE) {
            close(path);
        } else {
            Optional<Locks.Held> everything = locks.tryHoldAll();
            if (everything.isEmpty()) {
                return false;
            }
            try (Locks.Held held = everything.get()) {
                // the record of a backup that was being made at the first look is there by now
                if (isLeft(file.path(), path)) {
                    delete(path);
                }
            }
        }
        Failpoint.reached("store: tidied " + file.path());
        return true;
    }

    private boolean noneIsAtWork() {
        Optional<Locks.Held> everything = locks.tryHoldAll();
        everything.ifPresent(Locks.Held::close);
        return everything.isPresent();
    }

    @Override
    public List<String> deleteHome() {
        return Files.isDirectory(home) ? HomeRemoval.of(root()) : List.of();
    }

    private Path root() {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            throw FileFailure.reading(home, e);
        }
    }

    private static void close(Path path) {
        try {
            Set<PosixFilePermission> kept =
                    EnumSet.copyOf(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            kept.retainAll(OWNERS);
            Files.setPosixFilePermissions(path, kept);
        } catch (IOException e) {
            throw FileFailure.writing(path, e);
        }
    }

    /** Deletes a folder with all that is in it; already gone is no error. */
    public static void delete(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw FileFailure.writing(root, e);
        }
    }
}

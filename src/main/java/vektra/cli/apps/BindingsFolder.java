package vektra.cli.apps;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Bindings;
import vektra.model.text.VektraException;

/**
 * The bindings of one program in files, in a folder called after its process. No process of Vektra is there when a program
 * ends that the launcher became, so the next one that makes such a folder deletes those whose process has ended.
 */
final class BindingsFolder {
    /** What the specification calls the variable that says where they are. */
    static final String VARIABLE = "SERVICE_BINDING_ROOT";

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    /** How much later than a process its folder may seem to have been made, by clocks of unequal steps. */
    private static final long STEP_SECONDS = 2;

    private final Path all;
    private final Path folder;

    private BindingsFolder(Path all, long process) {
        this.all = all;
        this.folder = all.resolve(Long.toString(process));
    }

    /**
     * That of a process.
     *
     * @param runtime the caller's {@code XDG_RUNTIME_DIR}, in memory and gone after a logout; null without one
     * @param home used where that is not the user's alone
     */
    static BindingsFolder of(@Nullable String runtime, Path home, long process) {
        Path own = runtime == null || runtime.isEmpty() ? null : Path.of(runtime);
        boolean usable = own != null && own.isAbsolute() && isOwn(own, home);
        return new BindingsFolder(
                usable && own != null ? own.resolve("vektra-bindings") : home.resolve("bindings"), process);
    }

    private static boolean isOwn(Path folder, Path home) {
        try {
            return Files.isDirectory(folder)
                    && Files.getOwner(folder).equals(Files.getOwner(home))
                    && Files.getPosixFilePermissions(folder).equals(FOLDER);
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes them, and deletes what programs that have ended left; the folder. */
    Path write(List<Bindings.Binding> bindings) {
        try {
            Files.createDirectories(all, attribute(FOLDER));
            sweep();
            delete();
            Files.createDirectory(folder, attribute(FOLDER));
            for (Bindings.Binding binding : bindings) {
                Path one = Files.createDirectory(folder.resolve(binding.name()), attribute(FOLDER));
                for (Map.Entry<String, String> entry : binding.entries().entrySet()) {
                    Path file = Files.createFile(one.resolve(entry.getKey()), attribute(FILE));
                    Files.writeString(file, entry.getValue());
                }
            }
            return folder;
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + folder + ": " + e.getMessage(), null, e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }

    private void sweep() throws IOException {
        try (Stream<Path> others = Files.list(all)) {
            for (Path other : others.toList()) {
                String name = other.getFileName().toString();
                if (name.matches("[0-9]{1,18}") && hasEnded(Long.parseLong(name), other)) {
                    delete(other);
                }
            }
        }
    }

    /** Whether the process is gone, or is a later one that got its number. */
    private static boolean hasEnded(long process, Path folder) throws IOException {
        ProcessHandle found =
                ProcessHandle.of(process).filter(ProcessHandle::isAlive).orElse(null);
        if (found == null) {
            return true;
        }
        Instant made = Files.getLastModifiedTime(folder).toInstant();
        return found.info()
                .startInstant()
                .filter(start -> start.isAfter(made.plusSeconds(STEP_SECONDS)))
                .isPresent();
    }

    /** Deletes it; already gone is no error. */
    void delete() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot delete " + folder + ": " + e.getMessage(), null, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                // another process deletes it as well
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

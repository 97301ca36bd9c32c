package vektra.logs.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import vektra.model.name.Id;

/** Where the router of a home keeps its things: files and folders that only their owner may read. */
public record LogFiles(Path home) {
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** In the home itself, where all look for it. */
    public Path pid() {
        return home.resolve("router.pid");
    }

    public Path folder() {
        return home.resolve("logs");
    }

    public Path lock() {
        return folder().resolve("router.lock");
    }

    public Path socket() {
        return folder().resolve("router.sock");
    }

    public Path spool() {
        return folder().resolve("spool");
    }

    public Path cursors() {
        return folder().resolve("cursors");
    }

    /** The lines to look at. */
    public Path recent() {
        return folder().resolve("recent");
    }

    public CursorFile cursor(Id drain) {
        return new CursorFile(cursors().resolve(drain.value()));
    }

    /** Makes a folder and those above it. */
    public static Path make(Path folder) throws IOException {
        return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, FOLDER);
    }

    /** Opens a file to be read and written, which is made when it is missing. */
    public static FileChannel open(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, FILE);
    }

    /** Opens a file to be written at its end, which is made when it is missing. */
    public static FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), FILE);
    }
}

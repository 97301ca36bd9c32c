package vektra.logs;

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
import vektra.model.Id;

/** Where the router of a home keeps its things: files and folders that only their owner may read. */
record LogFiles(Path home) {
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** In the home itself, where all look for it. */
    Path pid() {
        return home.resolve("router.pid");
    }

    Path folder() {
        return home.resolve("logs");
    }

    Path lock() {
        return folder().resolve("router.lock");
    }

    Path socket() {
        return folder().resolve("router.sock");
    }

    Path spool() {
        return folder().resolve("spool");
    }

    Path cursors() {
        return folder().resolve("cursors");
    }

    /** The lines to look at. */
    Path recent() {
        return folder().resolve("recent");
    }

    CursorFile cursor(Id drain) {
        return new CursorFile(cursors().resolve(drain.value()));
    }

    /** Makes a folder and those above it. */
    static Path make(Path folder) throws IOException {
        return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, FOLDER);
    }

    /** Opens a file to be read and written, which is made when it is missing. */
    static FileChannel open(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, FILE);
    }

    /** Opens a file to be written at its end, which is made when it is missing. */
    static FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), FILE);
    }
}

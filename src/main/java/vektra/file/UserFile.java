package vektra.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;

/** A file that Vektra writes for its user; who may read it is as that user wants files to be. */
public final class UserFile {
    private UserFile() {}

    /** Writes it, in a folder that is made if it is not there; UNAVAILABLE when that fails. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            replace(file, text);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + file + ": " + FileFailure.reason(e), null, e);
        }
    }

    /** Replaces it at once and as a whole. */
    public static void replace(Path file, String text) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path beside = folder.resolve(".new-" + UUID.randomUUID());
        try {
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}

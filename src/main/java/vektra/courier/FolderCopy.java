package vektra.courier;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;

/** Copies to a folder, which is never made: where its disk is not mounted, the copy would fill another one. */
record FolderCopy(Path folder) {
    void write(Content content, String name) {
        requireThere();
        Path half = half(name);
        try {
            Files.deleteIfExists(half);
            try (FileChannel to = FileChannel.open(
                    half,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                content.write(0, content.size(), Channels.newOutputStream(to));
                to.force(true);
            }
            Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            forget(half, e);
            String reason = e instanceof IOException io ? FileFailure.reason(io) : String.valueOf(e.getMessage());
            throw VektraException.unavailable("cannot copy to " + folder + ": " + reason, null, e);
        }
    }

    /** Where the disk is not mounted, nothing can be said to be gone. */
    void remove(String name) {
        requireThere();
        try {
            Files.deleteIfExists(folder.resolve(name));
            Files.deleteIfExists(half(name));
        } catch (IOException e) {
            throw VektraException.unavailable("cannot delete in " + folder + ": " + FileFailure.reason(e), null, e);
        }
    }

    private Path half(String name) {
        return folder.resolve("." + name + ".part");
    }

    private void requireThere() {
        if (!Files.isDirectory(folder)) {
            throw VektraException.unavailable(
                    "there is no folder " + folder, "create it, or mount the disk that it is on", null);
        }
    }

    private static void forget(Path half, Exception problem) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException second) {
            problem.addSuppressed(second);
        }
    }
}

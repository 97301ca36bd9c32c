package vektra.courier;

import java.io.IOException;
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
    void write(Path file, String name) {
        if (!Files.isDirectory(folder)) {
            throw VektraException.unavailable(
                    "there is no folder " + folder, "create it, or mount the disk that it is on", null);
        }
        Path half = folder.resolve("." + name + ".part");
        try {
            Files.deleteIfExists(half);
            try (FileChannel from = FileChannel.open(file);
                    FileChannel to = FileChannel.open(
                            half,
                            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                long size = from.size();
                for (long at = 0; at < size; ) {
                    at += from.transferTo(at, size - at, to);
                }
                to.force(true);
            }
            Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            forget(half, e);
            String reason = e instanceof IOException io ? FileFailure.reason(io) : String.valueOf(e.getMessage());
            throw VektraException.unavailable("cannot copy to " + folder + ": " + reason, null, e);
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

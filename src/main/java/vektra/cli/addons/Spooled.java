package vektra.cli.addons;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.text.VektraException;

/** What comes from standard input and is needed as a file: as much as the disk takes without getting full for others. */
final class Spooled {
    private static final int PIECE = 1 << 16;
    private static final long MOST_RESERVED = 1L << 30;
    private static final int PART_RESERVED = 20;

    private Spooled() {}

    /** How many bytes a file may still take from its disk. */
    interface Room {
        long of(Path file) throws IOException;
    }

    /** All but 1 GiB, or a twentieth of a small disk. */
    static long room(Path file) throws IOException {
        FileStore disk = Files.getFileStore(file);
        return disk.getUsableSpace() - Math.min(MOST_RESERVED, disk.getTotalSpace() / PART_RESERVED);
    }

    /** Copies until the end, or until there is no more room, which is UNAVAILABLE. */
    static void copy(InputStream in, Path file, Room room) throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (room.of(file) < read) {
                    throw VektraException.unavailable(
                            "the data do not fit on the disk of " + file.getParent() + "; nothing was imported",
                            "free some space on that machine",
                            null);
                }
                out.write(piece, 0, read);
            }
        }
    }
}

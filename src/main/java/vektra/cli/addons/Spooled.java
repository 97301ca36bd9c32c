package vektra.cli.addons;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.text.VektraException;

/** Copies standard input to a file, as long as enough of the disk stays free for other programs. */
final class Spooled {
    private static final int PIECE = 1 << 16;
    private static final long MOST_RESERVED = 1L << 30;
    private static final int PART_RESERVED = 20;

    private Spooled() {}

    /** How many more bytes may be written to a file. */
    interface Room {
        long of(Path file) throws IOException;
    }

    /** The free space less a reserve of 1 GiB, or of a twentieth of a small disk. */
    static long room(Path file) throws IOException {
        FileStore disk = Files.getFileStore(file);
        return disk.getUsableSpace() - Math.min(MOST_RESERVED, disk.getTotalSpace() / PART_RESERVED);
    }

    /** Copies all input; UNAVAILABLE if it exceeds the room. */
    static void copy(InputStream in, Path file, Room room) throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (room.of(file) < read) {
                    throw VektraException.unavailable(
                            "the data does not fit on the disk of " + file.getParent() + "; nothing was imported",
                            "free some space on that machine",
                            null);
                }
                out.write(piece, 0, read);
            }
        }
    }
}

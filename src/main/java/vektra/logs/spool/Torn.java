package vektra.logs.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.logs.line.Batch;
import vektra.logs.line.Origins;

/**
 * The records that a kill cut off while they were written. Their senders were not acknowledged and send them again, as long
 * as they live; else their lines are lost, and counted once that is certain. Kept in a file, since the next router may be
 * killed as well. For one thread at a time.
 */
public final class Torn {
    private static final String FILE = "torn";

    private final Path file;
    /** A note for each: of which origin and stream, and how many lines. */
    private final Map<String, Batch> notes = new LinkedHashMap<>();

    private final long opened = System.nanoTime();

    /** Those that are left in a folder, which is there. */
    Torn(Path folder) throws IOException {
        file = folder.resolve(FILE);
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return;
        }
        int at = 0;
        Batch note = Batch.read(bytes, at, bytes.limit());
        while (note != null) {
            notes.put(note.origin(), note);
            at += note.length();
            note = Batch.read(bytes, at, bytes.limit());
        }
    }

    /** Takes note of one, of which there is no more than the head. */
    void add(Batch head) throws IOException {
        long lines = head.count() + head.lost();
        // the lines of a file lie there still
        if (lines > 0 && !Origins.isFile(head.origin())) {
            notes.put(head.origin(), Batch.note(head.origin(), head.stream(), 0, head.position(), lines));
            save();
        }
    }

    /** Lines, or a note of lost ones, of an origin were written: then it lives, and what was torn is among them. */
    void cameAgain(Batch batch) {
        if (batch.count() + batch.lost() > 0 && notes.remove(batch.origin()) != null) {
            try {
                save();
            } catch (IOException e) {
                // the record that came again tells the next router the same
            }
        }
    }

    /**
     * Those whose lines are lost.
     *
     * @param nanos how long senders may take to come back
     */
    List<Batch> lost(long nanos) {
        boolean late = System.nanoTime() - opened > nanos;
        return notes.values().stream()
                .filter(note -> late || !Origins.sendsAgain(note.origin()))
                .toList();
    }

    private void save() throws IOException {
        if (notes.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = file.resolveSibling(FILE + ".new");
        try (FileChannel to = LogFiles.open(fresh)) {
            to.truncate(0);
            for (Batch note : notes.values()) {
                ByteBuffer bytes = note.bytes();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
            to.force(false);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

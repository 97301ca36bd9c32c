package vektra.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that only depend on what is stored, kept for a moment and only while nothing changes: every change of a home,
 * each change makes and deletes files in its journal, which the time of that folder shows.
 */
final class Kept {
    /** How long what the clock alone changes, such as the end of a lease, may stay unseen. */
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();
    /** Within this the time of a folder's last change may not yet tell two changes apart. */
    private static final long REST_MILLIS = 1000;

    private static final long MOST_BYTES = 8 << 20;

    private final Path journal;
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Entry(Answer answer, String stamp, long madeAt) {}

    Kept(Path home) {
        this.journal = home.resolve("journal");
    }

    /** The answer that is kept under a key, or a fresh one. */
    Answer of(String key, Supplier<Answer> fresh) {
        String stamp = stamp();
        if (stamp == null) {
            return fresh.get();
        }
        long now = System.nanoTime();
        synchronized (entries) {
            Entry entry = entries.get(key);
            if (entry != null && entry.stamp().equals(stamp) && now - entry.madeAt() < LONGEST) {
                return entry.answer();
            }
        }
        Answer answer = fresh.get();
        Answer tagged = answer.with("ETag", ETag.of(answer.content()));
        synchronized (entries) {
            keep(key, new Entry(tagged, stamp, now));
        }
        return tagged;
    }

    private void keep(String key, Entry entry) {
        Entry before = entries.put(key, entry);
        bytes += size(entry) - (before == null ? 0 : size(before));
        Iterator<Entry> eldest = entries.values().iterator();
        while (bytes > MOST_BYTES && eldest.hasNext()) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    private static long size(Entry entry) {
        return entry.answer().content().length + 500L;
    }

    /** What distinguishes one state of the home from the next; null while that is not possible. */
    private @Nullable String stamp() {
        try {
            BasicFileAttributes folder = Files.readAttributes(journal, BasicFileAttributes.class);
            long changed = folder.lastModifiedTime().toMillis();
            return System.currentTimeMillis() - changed < REST_MILLIS
                    ? null
                    : folder.lastModifiedTime() + " " + folder.fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}

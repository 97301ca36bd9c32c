package vektra.http;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vektra.http.request.Answer;

/** Answers that only depend on what is stored, kept for a moment and only while nothing changes. */
final class Kept {
    /** How long what the clock alone changes, such as the end of a lease, may stay unseen. */
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private static final long MOST_BYTES = 8 << 20;

    private final Supplier<Optional<String>> state;
    private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Entry(Answer answer, String stamp, long madeAt) {}

    /** @param state differs after each change of the store; empty while two changes might look the same */
    Kept(Supplier<Optional<String>> state) {
        this.state = state;
    }

    /** The answer that is kept under a key, or a fresh one. */
    Answer of(String key, Supplier<Answer> fresh) {
        String stamp = state.get().orElse(null);
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
}

package vektra.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were given a moment ago, for as long as nothing was changed since. Every change, whoever makes it, is decided
 * by a file in the journal, whose folder then has another time. What changes without one, when a lease ends or a file is
 * edited by hand, is seen some seconds late.
 */
final class Remembered {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** A file system tells times of its own clock, which ticks every few milliseconds: two changes may look like one. */
    private static final Duration TICK = Duration.ofMillis(100);

    private static final int MOST = 4_000;
    private static final int LARGEST = 16 << 10;

    private final Path journal;
    private final Clock clock;
    private final Map<String, Kept> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST;
        }
    };

    Remembered(Path home, Clock clock) {
        this.journal = home.resolve("journal");
        this.clock = clock;
    }

    private record Kept(Answer answer, long stamp, long until) {}

    /** The answer to that question, made anew unless it must still be the same. */
    Answer answer(String question, Supplier<Answer> make) {
        long stamp = stamp();
        long now = clock.millis();
        Kept kept = find(question);
        if (kept != null && kept.stamp == stamp && now < kept.until) {
            return kept.answer;
        }
        Answer answer = make.get();
        boolean settled = stamp != 0 && stamp < now - TICK.toMillis() && stamp() == stamp;
        if (settled && answer.status() == 200 && answer.content().length <= LARGEST) {
            keep(question, new Kept(answer, stamp, now + LONGEST.toMillis()));
        }
        return answer;
    }

    private synchronized @Nullable Kept find(String question) {
        return answers.get(question);
    }

    private synchronized void keep(String question, Kept kept) {
        answers.remove(question);
        answers.put(question, kept);
    }

    /** When the journal's folder last changed, in milliseconds since 1970; 0 when there is none. */
    private long stamp() {
        try {
            return Files.readAttributes(journal, BasicFileAttributes.class)
                    .lastModifiedTime()
                    .toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}

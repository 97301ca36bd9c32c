package vektra.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import vektra.addons.Inventory;
import vektra.addons.verbs.Verbs;
import vektra.file.FigureFiles;
import vektra.model.addon.Observation;
import vektra.model.text.VektraException;

/** Notes now and then how large the add-ons are and how many connections they have, while a server runs. */
final class Sampling {
    static final Duration EVERY = Duration.ofMinutes(5);
    /** Several servers of one home note it once. */
    private static final Duration APART = EVERY.minusSeconds(30);
    /** A start has better things to do. */
    private static final Duration DELAY = Duration.ofSeconds(30);

    private final Supplier<Verbs> verbs;
    private final FigureFiles files;
    private final Clock clock;
    private final ReentrantLock once = new ReentrantLock();

    Sampling(Supplier<Verbs> verbs, FigureFiles files, Clock clock) {
        this.verbs = verbs;
        this.files = files;
        this.clock = clock;
    }

    void until(CountDownLatch ended) throws InterruptedException {
        if (!ended.await(DELAY.toMillis(), TimeUnit.MILLISECONDS)) {
            new Rounds(this::round).until(ended, EVERY);
        }
    }

    /** One that takes longer than it should leaves out the next. */
    void round() {
        if (once.tryLock()) {
            try {
                sample();
            } catch (VektraException e) {
                // such as a home that cannot be read just now; the next round may
            } finally {
                once.unlock();
            }
        }
    }

    private void sample() {
        Verbs now = verbs.get();
        List<Inventory.Row> rows = now.inventory().all();
        files.keep(rows.stream().map(row -> row.addon().id()).collect(Collectors.toSet()));
        now.stats().each(rows, (addon, found) -> {
            Long size = found.size().orElse(null);
            Long connections = found.number(Observation.CONNECTIONS).orElse(null);
            if (size != null || connections != null) {
                files.add(addon.id(), new FigureFiles.Sample(clock.instant(), size, connections), APART);
            }
        });
    }
}

package vektra.addons.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/**
 * Does pieces of work that do not depend on each other at the same time, so that one that hangs or takes long holds up few.
 *
 * @param most as many at once; with 1 they are done in order, by the thread that asks for them
 */
public record SideBySide(int most) {
    /** Backups that are made or copied: one that hangs delays none of the others. */
    public static final SideBySide OF_BACKUPS = new SideBySide(4);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The same with a lower limit, for work that needs much memory. */
    public SideBySide atMost(int fewer) {
        return new SideBySide(Math.min(most, fewer));
    }

    /** Results in the order of the work. One that fails stops no other that could be begun, and is thrown in the end. */
    public <W, R> List<R> each(List<W> work, Function<W, R> todo) {
        int threads = Math.min(most, work.size());
        if (threads <= 1) {
            return work.stream().map(todo).toList();
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<R>> calls = new ArrayList<>();
            work.forEach(one -> calls.add(() -> todo.apply(one)));
            return results(pool.invokeAll(calls));
        } catch (InterruptedException e) {
            interrupt(pool);
            throw VektraException.unavailable("interrupted", null, e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** What is under way has processes to end. */
    private static void interrupt(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            // it is said below
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private static <R> List<R> results(List<Future<R>> done) throws InterruptedException {
        List<R> results = new ArrayList<>();
        Throwable failed = null;
        for (Future<R> one : done) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                failed = first(failed, cause == null ? e : cause);
            }
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
        if (failed instanceof Error error) {
            throw error;
        }
        return results;
    }

    private static Throwable first(@Nullable Throwable known, Throwable next) {
        if (known == null) {
            return next;
        }
        known.addSuppressed(next);
        return known;
    }
}

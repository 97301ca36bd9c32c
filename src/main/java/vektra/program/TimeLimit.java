package vektra.program;

import java.time.Duration;
import vektra.model.text.VektraException;

/** Ends a program that has not ended in time; the time begins when this is made. */
public final class TimeLimit implements Runnable {
    private final Duration limit;
    private final long start = System.nanoTime();

    public TimeLimit(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void run() {
        if (System.nanoTime() - start > limit.toNanos()) {
            throw VektraException.unavailable("no answer within " + limit.toSeconds() + " s", null, null);
        }
    }
}

package vektra.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** A router, and what it did in each round. */
record Raced(String name, Router router, int count, Series rate, Series work) {
    Raced(String name, Router router, int count) {
        this(name, router, count, new Series(), new Series());
    }

    /** Sends the messages through; a round to warm up does not count. */
    void round(Workshop workshop, Destination destination, boolean counts) throws IOException, InterruptedException {
        destination.reset(count);
        double before = Usage.processor(router.process());
        long start = System.nanoTime();
        workshop.run(Map.of(), Generator.command(router.port(), count, 0));
        FrameCount.Counts came = destination.await(count, 180);
        // what a router does after the last message left it still belongs to the messages
        Thread.sleep(300);
        if (counts) {
            rate.add(count / ((came.last() - Math.max(start, came.first())) / 1e9));
            work.add((Usage.processor(router.process()) - before) / count * 1e6);
            System.err.printf(Locale.ROOT, "%-16s %,12.0f msg/s  %.2f CPU s/M%n", name, rate.last(), work.last());
        }
    }
}

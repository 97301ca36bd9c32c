package vektra.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A server that clients ask again and again, and what it did.
 *
 * @param call what one client does, once
 * @param rate calls a second, in each round
 * @param work seconds of its processor for a thousand calls, in each round
 */
record Load(long pid, Callable<?> call, Series rate, Series work) {
    Load(long pid, Callable<?> call) {
        this(pid, call, new Series(), new Series());
    }

    /** Calls, so that the compiler of the server's JVM sees each kind of call as often as that of its peer. */
    void warm(int calls) throws Exception {
        for (int i = 0; i < calls; i++) {
            call.call();
        }
    }

    /** Has so many clients call for a while. */
    void round(int clients, long millis) throws Exception {
        double before = Usage.processor(pid);
        long start = System.nanoTime();
        int calls = calls(clients, start + millis * 1_000_000);
        rate.add(calls / ((System.nanoTime() - start) / 1e9));
        work.add((Usage.processor(pid) - before) / calls * 1000);
    }

    /** Warms both and has them take turns. */
    static void race(Load one, Load other, int warm, int clients, int rounds, long millis) throws Exception {
        one.warm(warm);
        other.warm(warm);
        for (int round = 0; round < rounds; round++) {
            one.round(clients, millis);
            other.round(clients, millis);
        }
    }

    private int calls(int clients, long end) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                counts.add(pool.submit(() -> {
                    int done = 0;
                    do {
                        call.call();
                        done++;
                    } while (System.nanoTime() - end < 0);
                    return done;
                }));
            }
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }
}

package vektra.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Programs that run in turn, so that what slows the machine down slows each of them. */
final class Turns {
    private record Call(Map<String, String> environment, IntFunction<List<String>> command, int rest, Series millis) {}

    private final Workshop workshop;
    private final List<Call> calls = new ArrayList<>();

    Turns(Workshop workshop) {
        this.workshop = workshop;
    }

    /** A program that does the same each time. */
    Series add(Map<String, String> environment, List<String> command) {
        return add(environment, round -> command, 0);
    }

    /**
     * A program.
     *
     * @param command what runs in a round
     * @param rest milliseconds for what it leaves to be done in the background, which must not count for the next
     */
    Series add(Map<String, String> environment, IntFunction<List<String>> command, int rest) {
        Call call = new Call(environment, command, rest, new Series());
        calls.add(call);
        return call.millis;
    }

    void take(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Call call : calls) {
                call.millis.add(workshop.run(call.environment, call.command.apply(round))
                        .millis());
                Thread.sleep(call.rest);
            }
        }
    }
}

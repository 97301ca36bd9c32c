package vektra.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many requests {@code vektra server} answers with a second of processor time, against a bare handler. */
record ApiServing(Workshop workshop, ApiClient ours, Path answer, Table table) {
    /** So many requests until the compiler of a JVM has seen enough. */
    private static final int WARM = 60_000;

    private static final int MILLIS = 3_000;

    void measure(int rounds) throws Exception {
        int port = Port.free();
        List<String> bare = Workshop.java(
                List.of("-XX:+UseG1GC", "-Dsun.net.httpserver.nodelay=true"),
                BareHandler.class,
                Integer.toString(port),
                answer.toString());
        ApiClient theirs = new ApiClient(port, ours.token(), workshop.start(Map.of(), "bare.log", bare));
        theirs.awaited();
        warm(ours);
        warm(theirs);
        Series vektra = new Series();
        Series peer = new Series();
        for (int round = 0; round < rounds; round++) {
            vektra.add(perSecond(ours));
            peer.add(perSecond(theirs));
        }
        double ratio = vektra.median() / peer.median();
        table.row(
                String.format(
                        Locale.ROOT, "`GET /apps/A/addons`, %,d apps, %,d bytes", ApiSuite.APPS, Files.size(answer)),
                String.format(Locale.ROOT, "%,.0f requests per CPU second", vektra.median()),
                "a bare handler, same bytes",
                String.format(Locale.ROOT, "%,.0f", peer.median()),
                Goal.times(ratio),
                Goal.atLeast(0.5, ratio));
    }

    private static void warm(ApiClient client) throws Exception {
        for (int done = 0; done < WARM; ) {
            done += client.load(2_000);
        }
    }

    private static double perSecond(ApiClient client) throws Exception {
        double before = Usage.processor(client.server());
        int requests = client.load(MILLIS);
        return requests / (Usage.processor(client.server()) - before);
    }
}

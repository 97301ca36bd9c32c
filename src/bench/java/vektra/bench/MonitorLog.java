package vektra.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A log of Ferret's monitors behind logplex's head, the same each time: 16 sources, each run every 20 seconds, of which 7
 * in a thousand fail and have printed what looks like a success.
 *
 * @param runs how many there are
 * @param ok how many succeeded
 */
record MonitorLog(Path file, long runs, long ok) {
    private static final List<String> SOURCES = List.of(
            "dns.resolve",
            "git.clone",
            "heroku.addons",
            "heroku.apps",
            "heroku.run",
            "http.bamboo",
            "http.cedar",
            "http.curl",
            "http.endpoint",
            "http.recurl",
            "l2met.health",
            "l2met.metric",
            "perf.cpu",
            "splunk.health",
            "ssh.fingerprint",
            "ssh.path");

    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
    private static final int INTERVAL = 20_000;
    private static final int FAILURES = 7;

    static MonitorLog make(Path file, long bytes) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        long written = 0;
        long runs = 0;
        long ok = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (Instant tick = BEGIN; written < bytes; tick = tick.plusMillis(INTERVAL)) {
                for (int i = 0; i < SOURCES.size(); i++) {
                    boolean success = random.nextInt(1000) >= FAILURES;
                    byte[] lines = lines(
                                    SOURCES.get(i), tick.plusMillis(i * 1000L + random.nextInt(500)), random, success)
                            .getBytes(US_ASCII);
                    out.write(lines);
                    written += lines.length;
                    runs++;
                    ok += success ? 1 : 0;
                }
            }
        }
        return new MonitorLog(file, runs, ok);
    }

    private static String lines(String source, Instant begun, SplittableRandom random, boolean success) {
        int millis = 200 + random.nextInt(800);
        String process = "monitors_" + source.replace('.', '_') + ".1";
        String name = source + source.substring(source.indexOf('.'));
        String fields =
                String.format(Locale.ROOT, "app=ferret-bench xid=%08x source=\"%s\" i=0 ", random.nextInt(), name);
        String before = head(begun, process) + fields;
        String after = head(begun.plusMillis(millis), process) + fields;
        String printed = success
                ? ""
                : after + "at=failure out='fatal: it's gone app=x source=\"" + name + "\" val=100 measure=uptime'\n";
        return before + "at=enter\n"
                + printed
                + after + "status=" + (success ? "0 measure=success" : "128 measure=failure") + "\n"
                + after + "val=" + (success ? 100 : 0) + " measure=uptime\n"
                + after + "at=return val=" + String.format(Locale.ROOT, "%d.%04d", millis / 1000, millis % 1000 * 10)
                + " measure=time\n";
    }

    private static String head(Instant at, String process) {
        // with a microsecond, so that each has six places
        return "<190>1 " + at.plusNanos(1000).toString().replace("Z", "+00:00") + " host app " + process + " - ";
    }
}

package vektra.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Where routers send: a {@link Sink} as a process of its own, which can be taken down and asked what came. */
final class Destination {
    private final int plain;
    private final int tls;
    private final Certificate certificate;
    private final PrintWriter in;
    private final BufferedReader out;

    private Destination(int plain, int tls, Certificate certificate, Process sink) {
        this.plain = plain;
        this.tls = tls;
        this.certificate = certificate;
        in = new PrintWriter(sink.outputWriter(StandardCharsets.UTF_8), true);
        out = sink.inputReader(StandardCharsets.UTF_8);
    }

    static Destination start(Workshop workshop) throws IOException, InterruptedException {
        int plain = Port.free();
        int tls = Port.free();
        Certificate certificate = Certificate.make(workshop);
        List<String> command = Workshop.java(
                List.of("-Xmx256m"),
                Sink.class,
                Integer.toString(plain),
                Integer.toString(tls),
                certificate.store().toString());
        Process sink = workshop.started(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        Destination made = new Destination(plain, tls, certificate, sink);
        made.up();
        return made;
    }

    int port(boolean encrypted) {
        return encrypted ? tls : plain;
    }

    Certificate certificate() {
        return certificate;
    }

    /** The options of {@code addons:enable} that ship there. */
    List<String> options(boolean encrypted) {
        List<String> options = new ArrayList<>(
                List.of("--url", encrypted ? "tcp+tls://localhost:" + tls : "tcp://127.0.0.1:" + plain));
        if (encrypted) {
            options.addAll(List.of("--ca", certificate.pem().toString()));
        }
        return options;
    }

    void up() throws IOException {
        ask("up");
    }

    void down() throws IOException {
        ask("down");
    }

    /** Forgets what came, and expects messages of the numbers below that. */
    void reset(int count) throws IOException {
        ask("reset " + count);
    }

    FrameCount.Counts counts() throws IOException {
        return ask("count");
    }

    private FrameCount.Counts ask(String what) throws IOException {
        in.println(what);
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the sink has ended");
        }
        return FrameCount.Counts.parse(answer);
    }

    /** Waits for so many different messages. */
    FrameCount.Counts await(int count, int seconds) throws IOException, InterruptedException {
        for (int i = 0; i < seconds * 50; i++) {
            FrameCount.Counts counts = counts();
            if (counts.different() >= count) {
                return counts;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("only " + counts() + " of " + count + " came");
    }

    /** What came, once all came, or none for longer than a router waits to connect again. */
    FrameCount.Counts settled(int count) throws IOException, InterruptedException {
        FrameCount.Counts counts = counts();
        for (int quiet = 0; quiet < 35 && counts.different() < count; ) {
            Thread.sleep(1000);
            FrameCount.Counts now = counts();
            quiet = now.different() == counts.different() ? quiet + 1 : 0;
            counts = now;
        }
        return counts;
    }
}

package vektra.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** How many built-in monitors run in a second of the processor, against the blackbox exporter of Prometheus. */
record CheckSpeed(Home home, Table table) {
    private static final Path EXPORTER = Path.of("/usr/bin/prometheus-blackbox-exporter");
    private static final int OURS = 50_000;
    private static final int THEIRS = 6_000;
    private static final int GOAL = 4_000;
    private static final int CLIENTS = 8;

    /** One kind of check, as both do it. */
    private record Kind(String what, String ours, String module, Series own, Series other) {}

    void measure(int rounds) throws Exception {
        home.run("addons:enable", "redis");
        home.run("apps:create", "app");
        home.run("addons:bind", "redis", "-a", "app");
        URI redis = URI.create(home.config("REDIS_URL"));
        String place = redis.getHost() + ":" + redis.getPort();
        List<Kind> kinds = List.of(
                new Kind("connections, `tcp:`", "tcp://" + place, "tcp", new Series(), new Series()),
                new Kind(
                        "logins and PING, `addon:` of redis", "addon:app::REDIS", "redis", new Series(), new Series()));
        int port = Port.free();
        Process exporter = exporter(redis.getUserInfo().replace(':', ' '), port);
        for (int round = 0; round < rounds; round++) {
            for (Kind kind : kinds) {
                kind.own().add(OURS / ours(kind.ours()));
                if (exporter != null) {
                    kind.other().add(THEIRS / theirs(exporter, port, kind.module(), place));
                }
            }
        }
        kinds.forEach(kind -> row(kind, exporter != null));
    }

    private void row(Kind kind, boolean compared) {
        double own = kind.own().median();
        table.row(
                kind.what() + ", with two log lines each",
                figure(own),
                "blackbox exporter, which also serves HTTP for each",
                compared ? figure(kind.other().median()) : "not installed",
                compared ? Goal.times(own / kind.other().median()) : "",
                Goal.verdict("at least " + GOAL, own >= GOAL));
    }

    private static String figure(double rate) {
        return String.format(Locale.ROOT, "%.0f/CPU s", rate);
    }

    /** The start of Java is in it. */
    private double ours(String check) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path") + ":target/dist/lib/*",
                CheckLoop.class.getName(),
                home.folder().toString(),
                check,
                String.valueOf(OURS)));
        return home.workshop().cost(home.environment(), command).processor();
    }

    private @Nullable Process exporter(String login, int port) throws IOException, InterruptedException {
        if (!Files.isExecutable(EXPORTER)) {
            return null;
        }
        Path config = Files.writeString(home.workshop().file("blackbox.yml"), """
                modules:
                  tcp: {prober: tcp}
                  redis:
                    prober: tcp
                    tcp:
                      query_response:
                        - send: "AUTH %s\\r"
                        - expect: "^\\\\+OK"
                        - send: "PING\\r"
                        - expect: "^\\\\+PONG"
                """.formatted(login));
        Process exporter = home.workshop()
                .start(
                        home.environment(),
                        "blackbox.log",
                        List.of(
                                EXPORTER.toString(),
                                "--config.file=" + config,
                                "--web.listen-address=127.0.0.1:" + port,
                                "--log.level=error"));
        Port.await(port);
        return exporter;
    }

    /** The exporter's own processor time, without that of who asks it. */
    private static double theirs(Process exporter, int port, String module, String target) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + port + "/probe?module=" + module + "&target=" + target);
        double before = Usage.processor(exporter);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> asked = new ArrayList<>();
        for (int i = 0; i < THEIRS; i++) {
            asked.add(clients.submit(() -> ask(url)));
        }
        for (Future<?> one : asked) {
            one.get();
        }
        clients.shutdown();
        return Usage.processor(exporter) - before;
    }

    private static boolean ask(URI url) throws IOException {
        HttpURLConnection to = (HttpURLConnection) url.toURL().openConnection();
        try (InputStream in = to.getInputStream()) {
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.contains("probe_success 1")) {
                throw new IOException("the exporter's check failed");
            }
            return true;
        }
    }
}

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Compares {@code vektra server} with a bare handler on the same HTTP server that answers the same bytes, by requests
 * per second of processor time; then the Heroku CLI with ours, cold command against cold command. Started by
 * scripts/bench.
 */
class ApiBench {
    static final Path VEKTRA = Path.of("target/dist/bin/vektra").toAbsolutePath();
    static final Path HEROKU =
            Path.of(System.getenv("HOME"), ".cache/vektra-test/heroku/node_modules/.bin/heroku");
    static final int CLIENTS = 4;
    static final int APPS = 1_000;
    static final List<String> ROWS = new ArrayList<>();
    static final List<Process> STARTED = new ArrayList<>();
    static Path scratch;

    public static void main(String[] argv) throws Exception {
        if (argv.length > 0 && argv[0].equals("bare")) {
            bare(Integer.parseInt(argv[1]), Files.readAllBytes(Path.of(argv[2])));
            return;
        }
        List<String> words = List.of(argv);
        int rounds = words.contains("--rounds") ? Integer.parseInt(words.get(words.indexOf("--rounds") + 1)) : 5;
        scratch = Files.createTempDirectory("vektra-apibench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroy)));
        Map<String, String> home = Map.of("VEKTRA_HOME", scratch.resolve("home").toString());
        run(home, VEKTRA.toString(), "addons:enable", "memcache");
        run(home, VEKTRA.toString(), "addons:bind", "memcache", "-a", "app");
        copyApps(scratch.resolve("home"));
        String token = run(home, VEKTRA.toString(), "tokens:create", "bench", "--scope", "read").strip();
        token = token.substring(token.indexOf("vk_")).split("\\s")[0];
        int port = free();
        Process server = start(home, VEKTRA.toString(), "server", "--listen", "127.0.0.1:" + port);
        byte[] body = answer(port, token);
        Path same = Files.write(scratch.resolve("same"), body);
        int barePort = free();
        Process bare = start(Map.of(), "java", "-XX:+UseG1GC", "-Dsun.net.httpserver.nodelay=true",
                "scripts/ApiBench.java", "bare", Integer.toString(barePort), same.toString());
        answer(barePort, token);
        perProcessor(rounds, server, port, bare, barePort, token, body.length);
        if (Files.isExecutable(HEROKU)) {
            cold(rounds, home, port, token);
        } else {
            System.err.println("the Heroku CLI is not at " + HEROKU + ": its rows are left out");
        }
        run(home, VEKTRA.toString(), "addons:stop", "memcache");
        String table = "| measured | Vektra | against | peer | ratio | goal |\n|---|---|---|---|---|---|\n"
                + String.join("\n", ROWS) + "\n";
        System.out.print(table);
        if (words.contains("--keep")) {
            Path page = Path.of("docs/performance.md");
            String text = Files.readString(page);
            String begin = "<!-- table of scripts/bench --api -->\n";
            int from = text.indexOf(begin) + begin.length();
            Files.writeString(page, text.substring(0, from) + table + text.substring(text.indexOf("<!-- end -->", from)));
        }
    }

    /** Many apps with an add-on each, as {@code addons:bind} leaves them. */
    static void copyApps(Path home) throws IOException {
        String app = Files.readString(home.resolve("apps/app.json"));
        String history = Files.readString(home.resolve("apps/app.releases.jsonl"));
        String addon = app.replaceFirst("(?s).*\"addon\" *: *\"([^\"]*)\".*", "$1");
        String reservation = Files.readString(home.resolve("addons/" + addon));
        for (int i = 1; i < APPS; i++) {
            String name = "app" + i;
            String other = "memcache-made-" + (10_000 + i);
            Files.writeString(home.resolve("apps/" + name + ".json"),
                    app.replace("\"name\": \"app\"", "\"name\": \"" + name + "\"").replace(addon, other));
            Files.writeString(home.resolve("apps/" + name + ".releases.jsonl"), history.replace(addon, other));
            Files.writeString(home.resolve("addons/" + other),
                    reservation.replace("\"app\":\"app\"", "\"app\":\"" + name + "\""));
        }
    }

    static void bare(int port, byte[] body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    static HttpRequest request(int port, String token, int app) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/apps/" + (app == 0 ? "app" : "app" + app) + "/addons"))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    /** The answer once the server is there. */
    static byte[] answer(int port, String token) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; ; i++) {
            try {
                HttpResponse<byte[]> got = client.send(request(port, token, 0), HttpResponse.BodyHandlers.ofByteArray());
                if (got.statusCode() != 200) {
                    throw new IllegalStateException("answered " + got.statusCode() + ": " + new String(got.body()));
                }
                return got.body();
            } catch (IOException e) {
                if (i > 100) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    static void perProcessor(int rounds, Process server, int port, Process bare, int barePort, String token, int bytes)
            throws Exception {
        warm(port, token);
        warm(barePort, token);
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ours[i] = measured(server, port, token);
            theirs[i] = measured(bare, barePort, token);
        }
        double vektra = median(ours);
        double peer = median(theirs);
        ROWS.add(String.format(Locale.ROOT,
                "| `GET /apps/A/addons`, %,d apps, %,d bytes | %,.0f requests per CPU second | a bare handler, same bytes"
                        + " | %,.0f | %.2f | at least 0.5: %s |",
                APPS, bytes, vektra, peer, vektra / peer, vektra >= peer / 2 ? "met" : "missed"));
    }

    /** Until the compiler of the JVM has seen enough. */
    static void warm(int port, String token) throws Exception {
        for (int done = 0; done < 60_000; ) {
            done += load(port, token, 2_000);
        }
    }

    static double measured(Process process, int port, String token) throws Exception {
        double before = processor(process);
        int requests = load(port, token, 3_000);
        return requests / (processor(process) - before);
    }

    /** How many requests were answered, over connections kept alive, within so many milliseconds. */
    static int load(int port, String token, long millis) throws Exception {
        var pool = Executors.newFixedThreadPool(CLIENTS);
        long end = System.nanoTime() + millis * 1_000_000;
        var counts = new ArrayList<java.util.concurrent.Future<Integer>>();
        for (int c = 0; c < CLIENTS; c++) {
            int first = c * 250;
            counts.add(pool.submit(() -> {
                HttpClient client = HttpClient.newHttpClient();
                int done = 0;
                while (System.nanoTime() < end) {
                    var got = client.send(
                            request(port, token, (first + done) % APPS), HttpResponse.BodyHandlers.ofByteArray());
                    if (got.statusCode() != 200) {
                        throw new IllegalStateException("answered " + got.statusCode());
                    }
                    done++;
                }
                return done;
            }));
        }
        int sum = 0;
        for (var count : counts) {
            sum += count.get();
        }
        pool.shutdown();
        pool.awaitTermination(10, TimeUnit.SECONDS);
        return sum;
    }

    /** Seconds of processor time; the clock of /proc ticks a hundred times a second. */
    static double processor(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    static void cold(int rounds, Map<String, String> home, int port, String token) throws Exception {
        String url = "http://127.0.0.1:" + port;
        Map<String, String> heroku = new LinkedHashMap<>(Map.of(
                "HEROKU_HOST", url, "HEROKU_API_KEY", token, "HEROKU_DATA_HOST", "127.0.0.1",
                "HEROKU_PARTICLEBOARD_URL", url, "DISABLE_TELEMETRY", "true", "IS_HEROKU_TEST_ENV", "true",
                "HEROKU_SKIP_NEW_VERSION_CHECK", "1", "HEROKU_DISABLE_AUTOUPDATE", "1"));
        heroku.put("HOME", Files.createDirectories(scratch.resolve("heroku")).toString());
        double[][] ours = new double[2][rounds];
        double[][] theirs = new double[2][rounds];
        timed(home, VEKTRA.toString(), "addons", "-a", "app");
        Thread.sleep(15_000); // the start-up archive is made after the first call
        timed(heroku, HEROKU.toString(), "addons", "-a", "app");
        for (int i = 0; i < rounds; i++) {
            double[] vektra = timed(home, VEKTRA.toString(), "addons", "-a", "app");
            double[] peer = timed(heroku, HEROKU.toString(), "addons", "-a", "app");
            for (int k = 0; k < 2; k++) {
                ours[k][i] = vektra[k];
                theirs[k][i] = peer[k];
            }
        }
        row("`addons -a A`, cold, wall time", "ms", median(ours[0]), "`heroku addons -a A`", median(theirs[0]), 0.1);
        row("its peak memory", "MiB", median(ours[1]), "the same", median(theirs[1]), 0.4);
    }

    static void row(String what, String unit, double ours, String peer, double theirs, double goal) {
        ROWS.add(String.format(Locale.ROOT, "| %s | %.0f %s | %s | %.0f %s | %.2f | at most %.1f: %s |",
                what, ours, unit, peer, theirs, unit, ours / theirs, goal, ours <= theirs * goal ? "met" : "missed"));
    }

    /** Milliseconds, and peak resident memory in MiB as GNU time tells it. */
    static double[] timed(Map<String, String> environment, String... command) throws Exception {
        Path peak = scratch.resolve("peak");
        List<String> words = new ArrayList<>(List.of("/usr/bin/time", "-f", "%M", "-o", peak.toString()));
        words.addAll(Arrays.asList(command));
        long start = System.nanoTime();
        run(environment, words.toArray(String[]::new));
        double millis = (System.nanoTime() - start) / 1e6;
        return new double[] {millis, Double.parseDouble(Files.readString(peak).strip()) / 1024};
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static int free() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts a process that is its own program, so that its processor time is that of the pid. */
    static Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(scratch.resolve("server" + STARTED.size() + ".log").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        STARTED.add(process);
        return process;
    }

    static String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}

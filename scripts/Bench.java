import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Times whole processes, interleaved, and compares medians of the same run. Started by scripts/bench.
 *
 * <p>A row whose goal is missed says so; the exit code is 0 all the same, since a busy machine is no defect.
 */
class Bench {
    static final Path VEKTRA = Path.of("target/dist/bin/vektra").toAbsolutePath();
    static final List<String> FLAGS = List.of(
            "-XX:+UseG1GC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");
    static final Map<String, String> ENVIRONMENT = new LinkedHashMap<>();
    static final List<String> ROWS = new ArrayList<>();
    static Path scratch;
    static int rounds = 15;

    public static void main(String[] argv) throws Exception {
        List<String> words = List.of(argv);
        if (words.contains("--rounds")) {
            rounds = Integer.parseInt(words.get(words.indexOf("--rounds") + 1));
        }
        scratch = Files.createTempDirectory("vektra-bench");
        ENVIRONMENT.put("VEKTRA_HOME", scratch.resolve("home").toString());
        try {
            Files.writeString(scratch.resolve("Noop.java"), "class Noop { public static void main(String[] a) {} }");
            run("javac", "-d", scratch.toString(), scratch.resolve("Noop.java").toString());
            vektra("addons:enable", "postgres");
            vektra("addons:enable", "redis");
            vektra("addons:bind", "redis", "-a", "app");
            for (Path jdk : jdks()) {
                startUp(jdk);
                bind(jdk);
            }
            manyApps();
        } finally {
            end();
        }
        String table = table();
        System.out.print(table);
        if (words.contains("--keep")) {
            keep(table);
        }
    }

    /** JAVA_HOME and what lies beside the usual ones, one of each major version. */
    static List<Path> jdks() throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.home")));
        if (Files.isDirectory(Path.of("/usr/lib/jvm"))) {
            try (Stream<Path> all = Files.list(Path.of("/usr/lib/jvm"))) {
                all.filter(path -> !Files.isSymbolicLink(path)).sorted().forEach(candidates::add);
            }
        }
        for (Path jdk : candidates) {
            if (Files.isExecutable(jdk.resolve("bin/java")) && Files.exists(jdk.resolve("release"))) {
                String major = Files.readAllLines(jdk.resolve("release")).stream()
                        .filter(line -> line.startsWith("JAVA_VERSION="))
                        .map(line -> line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", ""))
                        .findFirst()
                        .orElse("");
                if (!major.isEmpty() && Integer.parseInt(major) >= 17) {
                    found.putIfAbsent(major, jdk);
                }
            }
        }
        return List.copyOf(found.values());
    }

    static void startUp(Path jdk) throws Exception {
        String name = major(jdk);
        ENVIRONMENT.put("JAVA_HOME", jdk.toString());
        warm("addons", "-a", "app");
        List<String> noop = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        noop.addAll(FLAGS);
        noop.addAll(List.of("-cp", scratch.toString(), "Noop"));
        Map<String, Double> median = interleaved(Map.of(
                "noop", i -> noop,
                "node", i -> List.of("node", "-e", "0"),
                "addons", i -> List.of(VEKTRA.toString(), "addons", "-a", "app"),
                "run", i -> List.of(VEKTRA.toString(), "run", "-a", "app", "--", "true")));
        row("`vektra addons -a app`, " + name, median.get("addons"), "an empty JVM, same flags", median.get("noop"), 2.5);
        row("`vektra addons -a app`, " + name, median.get("addons"), "`node -e 0`", median.get("node"), 1.2);
        row("`vektra run -a app -- true`, " + name, median.get("run"), "`vektra addons -a app`", median.get("addons"), 1.3);
    }

    static void bind(Path jdk) throws Exception {
        warm("addons:bind", "postgres", "-a", "warm");
        String admin = Files.readString(scratch.resolve("home/services/postgres.json"))
                .replaceFirst("(?s).*\"admin_url\" *: *\"([^\"]*)\".*", "$1");
        String psql = psql();
        String unique = "b" + major(jdk).replaceAll("[^0-9]", "");
        Map<String, IntFunction<List<String>>> calls = new LinkedHashMap<>();
        calls.put("psql", i -> List.of(
                psql,
                "-Xqd",
                admin,
                "-c",
                "CREATE ROLE " + unique + i + " LOGIN PASSWORD 'abcdefghijklmnop'",
                "-c",
                "CREATE DATABASE " + unique + i + " OWNER " + unique + i,
                "-c",
                "REVOKE CONNECT ON DATABASE " + unique + i + " FROM PUBLIC"));
        calls.put("bind", i -> List.of(VEKTRA.toString(), "addons:bind", "postgres", "-a", unique + i));
        Map<String, Double> median = interleaved(calls);
        row("`vektra addons:bind postgres`, " + major(jdk), median.get("bind"),
                "psql: CREATE ROLE, CREATE DATABASE, REVOKE", median.get("psql"), 3.0);
        for (int i = 0; i < rounds; i++) {
            run(psql, "-Xqd", admin, "-c", "DROP DATABASE " + unique + i, "-c", "DROP ROLE " + unique + i);
        }
    }

    /** The real program; Debian's psql is a script that starts it. */
    static String psql() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                return versions.map(path -> path.resolve("bin/psql"))
                        .filter(Files::isExecutable)
                        .max(Path::compareTo)
                        .map(Path::toString)
                        .orElse("psql");
            }
        }
        return "psql";
    }

    static void manyApps() throws Exception {
        Path few = scratch.resolve("home");
        Path many = scratch.resolve("many");
        ENVIRONMENT.put("VEKTRA_HOME", many.toString());
        vektra("addons:enable", "redis");
        vektra("addons:bind", "redis", "-a", "app");
        ENVIRONMENT.put("VEKTRA_HOME", few.toString());
        Path apps = many.resolve("apps");
        String app = Files.readString(apps.resolve("app.json"));
        String history = Files.readString(apps.resolve("app.releases.jsonl"));
        String addon = app.replaceFirst("(?s).*\"addon\" *: *\"([^\"]*)\".*", "$1");
        boolean suffixed = Files.exists(many.resolve("addons/" + addon + ".json"));
        String reservation = Files.readString(many.resolve("addons/" + addon + (suffixed ? ".json" : "")));
        for (int i = 0; i < 10_000; i++) {
            String name = "app" + i;
            String other = "redis-made-" + (100_000 + i);
            Files.writeString(apps.resolve(name + ".json"),
                    app.replace("\"name\": \"app\"", "\"name\": \"" + name + "\"").replace(addon, other));
            Files.writeString(apps.resolve(name + ".releases.jsonl"), history.replace(addon, other));
            Files.writeString(many.resolve("addons/" + other + (suffixed ? ".json" : "")),
                    reservation.replace("\"app\": \"app\"", "\"app\": \"" + name + "\"").replace(addon, other));
        }
        Map<String, IntFunction<List<String>>> calls = new LinkedHashMap<>();
        calls.put("few", i -> List.of(VEKTRA.toString(), "addons:bind", "redis", "-a", "few" + i));
        calls.put("many", i -> List.of("env", "VEKTRA_HOME=" + many, VEKTRA.toString(), "addons:bind", "redis", "-a", "many" + i));
        warm("addons:bind", "redis", "-a", "warm");
        Map<String, Double> median = interleaved(calls);
        row("`addons:bind redis` with 10,000 apps", median.get("many"), "the same with 10", median.get("few"), 1.2);
        Map<String, Double> list = interleaved(Map.of("all", i -> List.of("env", "VEKTRA_HOME=" + many, VEKTRA.toString(), "addons", "--all")));
        ROWS.add(String.format(Locale.ROOT, "| `addons --all` with 10,000 apps | %.0f ms | each app | %.0f µs | - | - |",
                list.get("all"), list.get("all") * 1000 / 10_000));
        memory("`addons --all` with 10,000 apps", many, "addons", "--all");
        memory("`addons -a app`", few, "addons", "-a", "app");
        memory("`addons:bind postgres`", few, "addons:bind", "postgres", "-a", "memory");
    }

    /** Peak resident memory, as GNU time tells it. */
    static void memory(String what, Path home, String... call) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "VEKTRA_HOME=" + home, "/usr/bin/time", "-f", "%M", "-o",
                scratch.resolve("peak").toString(), VEKTRA.toString()));
        command.addAll(Arrays.asList(call));
        run(command.toArray(String[]::new));
        double mib = Double.parseDouble(Files.readString(scratch.resolve("peak")).strip()) / 1024;
        ROWS.add(String.format(Locale.ROOT, "| peak memory of %s | %.0f MiB | goal | 64 MiB | | %s |",
                what, mib, mib <= 64 ? "met" : "missed"));
    }

    /** A first run lets the start-up archive be made; waits until it is there. */
    static void warm(String... call) throws Exception {
        vektra(call);
        for (int i = 0; i < 120 && making(); i++) {
            Thread.sleep(500);
        }
        vektra(call);
    }

    static boolean making() throws IOException {
        Path cache = Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", System.getenv("HOME") + "/.cache"));
        Path mine = Path.of(cache + "/vektra/start" + VEKTRA.getParent().getParent().toRealPath());
        try (Stream<Path> files = Files.walk(mine)) {
            return files.anyMatch(file -> file.toString().endsWith(".making"));
        } catch (IOException | UncheckedIOException e) {
            return true; // one of the files went away while we looked
        }
    }

    /** Medians in milliseconds; every round runs each of the calls once. */
    static Map<String, Double> interleaved(Map<String, IntFunction<List<String>>> calls) throws Exception {
        Map<String, double[]> times = new LinkedHashMap<>();
        calls.keySet().forEach(name -> times.put(name, new double[rounds]));
        for (int i = 0; i < rounds; i++) {
            for (Map.Entry<String, IntFunction<List<String>>> call : calls.entrySet()) {
                String[] command = call.getValue().apply(i).toArray(String[]::new);
                long start = System.nanoTime();
                run(command);
                times.get(call.getKey())[i] = (System.nanoTime() - start) / 1e6;
                // what a bind leaves to be done in the background must not count for the next
                Thread.sleep(command[command.length - 1].contains("REVOKE") || !List.of(command).contains("postgres") ? 0 : 700);
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((name, all) -> {
            Arrays.sort(all);
            medians.put(name, all[rounds / 2]);
        });
        return medians;
    }

    static void row(String what, double time, String peer, double floor, double goal) {
        double ratio = time / floor;
        ROWS.add(String.format(Locale.ROOT, "| %s | %.0f ms | %s | %.0f ms | %.2f | at most %.1f: %s |",
                what, time, peer, floor, ratio, goal, ratio <= goal ? "met" : "missed"));
    }

    static String table() {
        return "| measured | time | against | time | ratio | goal |\n|---|---|---|---|---|---|\n"
                + String.join("\n", ROWS) + "\n";
    }

    static void keep(String table) throws IOException {
        Path page = Path.of("docs/performance.md");
        String text = Files.readString(page);
        String begin = "<!-- table of scripts/bench -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf("<!-- end -->");
        Files.writeString(page, text.substring(0, from) + table + text.substring(to));
    }

    static void vektra(String... call) throws Exception {
        List<String> command = new ArrayList<>(List.of(VEKTRA.toString()));
        command.addAll(Arrays.asList(call));
        run(command.toArray(String[]::new));
    }

    static void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ENVIRONMENT);
        builder.redirectOutput(scratch.resolve("out").toFile());
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": "
                    + Files.readString(scratch.resolve("out"), StandardCharsets.UTF_8));
        }
    }

    static String major(Path jdk) throws IOException {
        return "JDK " + Files.readAllLines(jdk.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", ""))
                .findFirst()
                .orElse("?");
    }

    /** Stops the servers and deletes everything; root's servers live outside of the home, behind a link. */
    static void end() throws Exception {
        for (Path home : List.of(scratch.resolve("home"), scratch.resolve("many"))) {
            ENVIRONMENT.put("VEKTRA_HOME", home.toString());
            for (String service : List.of("postgres", "redis")) {
                Path folder = home.resolve("servers/" + service);
                if (Files.exists(folder)) {
                    vektra("addons:stop", service);
                    run("rm", "-rf", folder.toRealPath().toString());
                }
            }
        }
        new ProcessBuilder("rm", "-rf", scratch.toString()).start().waitFor();
    }
}

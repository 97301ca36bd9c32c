package vektra;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import vektra.cli.Cli;
import vektra.cli.terminal.Terminal;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;
import vektra.model.service.HostPort;
import vektra.model.text.Secret;
import vektra.monitors.line.VektraForm;
import vektra.provider.mariadb.session.Connector;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.provider.mariadb.session.Session;
import vektra.server.BackgroundProcess;
import vektra.server.process.Running;
import vektra.tls.Identity;
import vektra.tls.Pem;
import vektra.training.Sham;

/**
 * The run that a start-up archive is made from: does what the usual commands do, in a home that is thrown away and with
 * servers that only seem to be there, so that the archive holds the classes that they use. Started by the launcher.
 */
final class Training {
    private static final String PASSWORD = "training";
    private static final String INCOMPLETE = "config:get -a app";
    /** Runs in a log. */
    private static final int LOGGED = 3;

    private static final String UNKNOWN = "no:such:command";
    /** Calls that are refused, as some of a user's are. */
    private static final Set<String> WRONG = Set.of(INCOMPLETE, UNKNOWN);

    /** Commands that need no server's driver. They have an archive of their own: newer JDKs load all that is in one. */
    private static final List<String> QUICK = List.of(
            "addons:services",
            "addons -a app",
            "addons --all",
            "addons -a app --json",
            "apps",
            "config -a app",
            "config:get KEY -a app",
            "config:set A=1 B=2 -a app",
            "drains -a app",
            "releases -a app",
            "run -a app -- true",
            INCOMPLETE);

    private Training() {}

    /**
     * Trains; what a call that fails says goes to stderr, and the exit code is then 1, though the archive is made.
     *
     * @param argv the folder that this process works in, which the launcher deletes, and {@code quick} or {@code servers}
     */
    public static void main(String[] argv) throws IOException {
        Path scratch = Path.of(argv[0]);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("VEKTRA_"));
        environment.put("VEKTRA_HOME", scratch.resolve("home").toString());
        boolean quick = argv[1].equals("quick");
        Path apps = Files.createDirectories(scratch.resolve("home/apps"));
        try (InputStream app = Training.class.getResourceAsStream("training/app.json")) {
            Files.copy(Objects.requireNonNull(app), apps.resolve("app.json"));
        }
        Path addons = Files.createDirectories(scratch.resolve("home/addons"));
        Files.writeString(addons.resolve("memcache-round-12345"), "{\"schema\":1,\"app\":\"app\"}\n");
        for (String folder :
                quick ? List.of("vektra/server/", "vektra/monitors/uptime/", "vektra/remote/") : List.of("vektra/")) {
            loadAll(folder);
        }
        if (!quick) {
            certify();
            askMariadb();
        }
        if (quick) {
            // whose variables a program gets when the server is seen to run
            manage("memcache", 1, scratch);
        }
        boolean well = quick
                ? train(QUICK, true, environment) && trainWithLog(scratch, environment)
                : trainWithServers(scratch, environment);
        Runtime.getRuntime().halt(well ? 0 : 1);
    }

    /** The manifest asks for what the app has already, on a server of which there is a record alone. */
    private static boolean trainWithManifest(Path scratch, Map<String, String> environment) throws IOException {
        record("memcache", 1, scratch);
        Path manifest = Files.writeString(scratch.resolve("convox.yml"), """
                resources:
                  memcache: {type: memcached}
                services:
                  web:
                    environment:
                      - LEVEL=info
                      - REQUIRED
                    resources:
                      - memcache:CACHE_HOST
                """);
        String apply = "resources:apply -a app -m " + manifest;
        return train(List.of(apply, apply), false, environment);
    }

    /**
     * Uptime from a log of monitors, a short one: newer JDKs remember of what is compiled here that it is not worth the
     * compiler for long runs, which a long log needs.
     */
    private static boolean trainWithLog(Path scratch, Map<String, String> environment) throws IOException {
        StringBuilder lines = new StringBuilder();
        Instant begun = Instant.parse("2026-01-01T00:00:00Z");
        for (int run = 0; run < LOGGED; run++) {
            Attempt attempt = new Attempt("app", "00000000", "monitors_web_home.1", "web.home", 0);
            Instant at = begun.plusSeconds(20L * run);
            Status status = run == 1 ? Status.FAILURE : Status.SUCCESS;
            Duration took = Duration.ofMillis(200);
            VektraForm form = new VektraForm(UnaryOperator.identity());
            lines.append(form.line(new Event.Start(attempt, at, Duration.ofSeconds(20), Duration.ofSeconds(180))))
                    .append('\n')
                    .append(form.line(new Event.Finish(attempt, at.plus(took), status, 0, took, true, false, null)))
                    .append('\n');
        }
        String uptime = "monitors:uptime " + Files.writeString(scratch.resolve("monitors.log"), lines);
        return train(List.of(uptime, uptime + " --json"), true, environment);
    }

    private static boolean train(List<String> calls, boolean quick, Map<String, String> environment) {
        boolean well = true;
        for (String call : calls) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            OutputStream nowhere = OutputStream.nullOutputStream();
            Terminal terminal = new Terminal("", environment, InputStream.nullInputStream(), nowhere, said);
            Cli cli = Main.cli(terminal, environment, Main.here());
            String[] words = call.split(" ");
            if (cli.isQuick(words[0]) != quick) {
                System.err.println(call + " starts with the other archive");
                well = false;
            }
            int code = cli.run(words);
            if (code != (WRONG.contains(call) ? 2 : 0)) {
                System.err.println(call + " ends with " + code + ": " + said);
                well = false;
            }
        }
        return well;
    }

    /** As the first start of a server does. */
    private static void certify() {
        Duration life = Duration.ofDays(1);
        Identity authority = Identity.authority("training", life, Instant.now());
        Identity server = authority.issue("training", List.of("127.0.0.1"), life, Instant.now());
        Pem.identity(Pem.of(server) + Pem.of(authority.certificate()));
    }

    /** As a bind does: this driver is all that such a bind has beyond those of other services. */
    private static void askMariadb() throws IOException {
        HostPort sham = new HostPort("127.0.0.1", Sham.mariadb().port());
        try (Session session =
                new Connector(Duration.ofMinutes(1)).open(new ServerUrl(sham, "training", new Secret(PASSWORD), ""))) {
            session.run("CREATE USER training");
            session.change("INSERT INTO training VALUES (?)", "training");
            session.exists("SELECT 1 FROM training WHERE a = ?", "training");
            session.lives();
        } catch (Exception e) {
            // that of java.sql, which stays in the rooms of its drivers
            throw new IOException("the driver of MariaDB refuses the server of the training", e);
        }
    }

    private static boolean trainWithServers(Path scratch, Map<String, String> environment) throws IOException {
        int port = Sham.postgres(PASSWORD).port();
        String postgres = "postgres://training:" + PASSWORD + "@127.0.0.1:" + port + "/postgres?sslmode=disable";
        String redis = "redis://127.0.0.1:" + Sham.redis().port();
        Path managed = manage("postgres", port, scratch);
        List<String> ofManaged = List.of(
                "addons:bind postgres -a app",
                "addons:info postgres -a app",
                "addons:status postgres",
                "addons:unbind postgres -a app");
        List<String> ofAdopted = List.of(
                "addons:enable postgres --url " + postgres,
                "addons:enable redis --url " + redis,
                "addons:bind postgres -a other",
                "addons:bind redis -a other",
                "addons:unbind postgres -a other",
                UNKNOWN);
        boolean well = train(ofManaged, false, environment);
        // as a bind does that has taken a spare; there is no Vektra in that folder
        new BackgroundProcess(scratch, scratch, environment).run(List.of());
        Files.delete(managed);
        well &= train(ofAdopted, false, environment);
        return trainWithManifest(scratch, environment) && well;
    }

    /**
     * Makes this process a server that the home seems to have started: it works in the folder, and listens. Returns the
     * file that says so.
     */
    private static Path manage(String service, int port, Path scratch) throws IOException {
        Path home = scratch.resolve("home");
        Path file = record(service, port, scratch);
        Files.createSymbolicLink(
                Files.createDirectories(home.resolve("servers")).resolve(service), scratch);
        Running.of(ProcessHandle.current().pid()).write(scratch.resolve("pid"));
        return file;
    }

    private static Path record(String service, int port, Path scratch) throws IOException {
        Path file = Files.createDirectories(scratch.resolve("home/services")).resolve(service + ".json");
        try (InputStream record = Training.class.getResourceAsStream("training/postgres.json")) {
            String text = new String(Objects.requireNonNull(record).readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(
                    file,
                    text.replace("postgres", service)
                            .replace("{port}", String.valueOf(port))
                            .replace("{password}", PASSWORD));
        }
    }

    /** Classes of Vektra itself, whether the calls reach them or not; of those of lambdas the calls' own will do. */
    private static void loadAll(String folder) throws IOException {
        Path jar = Path.of(System.getProperty("vektra.root", ""), "lib", "vektra.jar");
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                String name = entry.getName();
                if (name.startsWith(folder) && name.endsWith(".class") && !name.contains("$Lambda$")) {
                    load(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Training.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // it needs a library that is not there, so no command can need it
        }
    }
}

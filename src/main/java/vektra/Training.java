package vektra;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import vektra.cli.Cli;
import vektra.cli.terminal.Terminal;
import vektra.training.Sham;

/**
 * The run that a start-up archive is made from: does what the usual commands do, in a home that is thrown away and with
 * servers that only seem to be there, so that the archive holds the classes that they use. Started by the launcher.
 */
final class Training {
    private static final String PASSWORD = "training";
    private static final String INCOMPLETE = "config:get -a app";
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
     * @param argv the folder to work in, which the launcher deletes, and {@code quick} or {@code servers}
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
        loadAll(quick ? "vektra/server/" : "vektra/");
        boolean failed = false;
        for (String call : quick ? QUICK : withServers()) {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            OutputStream nowhere = OutputStream.nullOutputStream();
            Terminal terminal = new Terminal("", environment, InputStream.nullInputStream(), nowhere, said);
            Cli cli = Main.cli(terminal, environment, Main.here());
            String[] words = call.split(" ");
            if (cli.isQuick(words[0]) != quick) {
                System.err.println(call + " starts with the other archive");
                failed = true;
            }
            int code = cli.run(words);
            if (code != (WRONG.contains(call) ? 2 : 0)) {
                System.err.println(call + " ends with " + code + ": " + said);
                failed = true;
            }
        }
        Runtime.getRuntime().halt(failed ? 1 : 0);
    }

    private static List<String> withServers() {
        String postgres = "postgres://training:" + PASSWORD + "@127.0.0.1:"
                + Sham.postgres(PASSWORD).port() + "/postgres?sslmode=disable";
        String redis = "redis://127.0.0.1:" + Sham.redis().port();
        return List.of(
                "addons:enable postgres --url " + postgres,
                "addons:enable redis --url " + redis,
                "addons:bind postgres -a other",
                "addons:bind redis -a other",
                "addons:info postgres -a other",
                "addons:status postgres",
                "addons:unbind postgres -a other",
                UNKNOWN);
    }

    /** Classes of Vektra itself, whether the calls reach them or not. */
    private static void loadAll(String folder) throws IOException {
        Path jar = Path.of(System.getProperty("vektra.root", ""), "lib", "vektra.jar");
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                String name = entry.getName();
                if (name.startsWith(folder) && name.endsWith(".class")) {
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

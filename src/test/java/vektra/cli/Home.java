package vektra.cli;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A home of Vektra of its own, used through the real launcher as a process; its servers end with it. */
final class Home implements AutoCloseable {
    static final Path DIST =
            Path.of(System.getProperty("vektra.dist", "target/dist")).toAbsolutePath();
    static final Path LAUNCHER = DIST.resolve("bin/vektra");
    static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    Home() {
        try {
            folder = Files.createTempDirectory("vektra-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("VEKTRA_HOME", path().toString());
    }

    /** A home with all three services on. */
    static Home withEverything() {
        Home home = new Home();
        for (String service : List.of("postgres", "redis", "memcache")) {
            home.vektra("addons:enable", service).ok();
        }
        return home;
    }

    /** What a finished process said. */
    record Ran(int code, String out, String err) {
        Ran ok() {
            return exits(0);
        }

        Ran exits(int expected) {
            if (code != expected) {
                throw new AssertionError("expected exit " + expected + " but got " + this);
            }
            if (err.contains("\tat ") || err.contains("Exception in thread")) {
                throw new AssertionError("a stack trace was shown: " + err);
            }
            return this;
        }

        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new AssertionError("no JSON on stdout: " + this, e);
            }
        }
    }

    /** The folder that is VEKTRA_HOME; it does not exist before the first change. */
    Path path() {
        return folder.resolve("home");
    }

    Path scratch() {
        return folder;
    }

    Home with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Ran vektra(String... arguments) {
        return vektra(Map.of(), arguments);
    }

    Ran vektra(Map<String, String> more, String... arguments) {
        return finish(start(more, arguments), "");
    }

    Ran vektraFed(String stdin, String... arguments) {
        return finish(start(Map.of(), arguments), stdin);
    }

    /** Runs a command with no limit of its own but the test's: the caller waits with {@link #finish}. */
    Process start(Map<String, String> more, String... arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(Arrays.asList(arguments));
        return launch(more, command);
    }

    Process launch(Map<String, String> more, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("VEKTRA_APP");
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Ran finish(Process process, String stdin) {
        try {
            var err = java.util.concurrent.CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            try (var in = process.getOutputStream()) {
                in.write(stdin.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // a program that does not read its input may be gone already
            }
            String out = read(process.getInputStream());
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("hangs: " + process.info());
            }
            return new Ran(process.exitValue(), out, err.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs any other program in this home's environment. */
    Ran program(Map<String, String> more, String... command) {
        return finish(launch(more, List.of(command)), "");
    }

    /**
     * Runs a shell script in which {@code vektra} is the launcher: for words that Java itself would not pass on as they are,
     * and for files as stdin and stdout.
     */
    Ran shell(Map<String, String> more, String script) {
        return shell("/bin/sh", more, script);
    }

    Ran shell(String shell, Map<String, String> more, String script) {
        Path file =
                write("script-" + System.nanoTime() + ".sh", "vektra() { \"" + LAUNCHER + "\" \"$@\"; }\n" + script);
        return finish(launch(more, List.of(shell, file.toString())), "");
    }

    /** A file in the scratch folder, where every command runs. */
    Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The password of an app's attachment, from the URL that a config var holds. */
    String password(String app, String variable) {
        return java.net.URI.create(config(app).get(variable)).getUserInfo().split(":")[1];
    }

    /** The URL with which Vektra itself logs in to a service's server. */
    String adminUrl(String service) {
        try {
            return JSON.readTree(path().resolve("services/" + service + ".json").toFile())
                    .findValue("admin_url")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs in to PostgreSQL with a URL as apps get it. */
    static Connection connect(String url) throws SQLException {
        java.net.URI uri = java.net.URI.create(url);
        String[] login = uri.getUserInfo().split(":");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), login[0], login[1]);
    }

    /** The first column of the first row. */
    static String ask(String url, String query) throws SQLException {
        try (Connection connection = connect(url)) {
            ResultSet rows = connection.createStatement().executeQuery(query);
            rows.next();
            return rows.getString(1);
        }
    }

    /** What a command says with {@code --json}. */
    JsonNode json(String... call) {
        List<String> words = new ArrayList<>(List.of(call));
        words.add("--json");
        return vektra(words.toArray(String[]::new)).ok().json();
    }

    /** The config vars of an app. */
    Map<String, String> config(String app) {
        Map<String, String> config = new LinkedHashMap<>();
        vektra("config", "-a", app, "--json")
                .ok()
                .json()
                .properties()
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return config;
    }

    /**
     * Leaves what is due to {@code addons:reap} for a minute, or to every command again: else it would be a matter of the
     * machine's speed which command of a test ends it.
     */
    void leaveDue(boolean alone) throws IOException {
        Instant until = Instant.now().plusSeconds(alone ? 60 : 0);
        try (Stream<Path> due = Files.list(path().resolve("due"))) {
            for (Path file : due.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(until));
            }
        }
    }

    /** Waits, without a command that would reap, until what ends within a minute has ended. */
    void untilDue() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    Instant now = Instant.now();
                    if (!Files.isDirectory(path().resolve("due"))) {
                        return true;
                    }
                    try (Stream<Path> due = Files.list(path().resolve("due"))) {
                        return due.map(file -> file.getFileName().toString())
                                .map(name -> Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.indexOf('-')))))
                                .allMatch(end -> end.isBefore(now) || end.isAfter(now.plusSeconds(60)));
                    }
                });
    }

    /** An app's file as it stands, read without a command. */
    JsonNode stored(String app) throws IOException {
        return JSON.readTree(path().resolve("apps/" + app + ".json").toFile());
    }

    /** Every file of the home, relative, with its permissions; what servers keep is their own matter. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(path())) {
            for (Path file : all.sorted().toList()) {
                files.put(
                        path().relativize(file).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return files;
    }

    /** Servers have their folder, which nobody else's is called, in their command line or work in it. */
    private boolean isOurs(ProcessHandle process) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            return Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            .contains(folder.toString())
                    || Files.readSymbolicLink(proc.resolve("cwd")).startsWith(folder);
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

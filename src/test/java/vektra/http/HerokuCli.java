package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The unmodified Heroku CLI, which sees nothing of the machine but a server of ours. */
record HerokuCli(Path program, ServedHome home) {
    private static final String VERSION = "11.10.0";
    private static final Path CACHE =
            Path.of(System.getProperty("user.home"), ".cache", "vektra-test", "heroku-" + VERSION);

    /** It loads a library that reports its own errors, even where it may not: half of the time that it takes to start. */
    private static final Map<String, String> PACKAGES = Map.of(
            "package.json",
            "{\"dependencies\":{\"heroku\":\"" + VERSION
                    + "\"},\"overrides\":{\"@sentry/node\":\"file:./no-reports\"}}",
            "no-reports/package.json",
            "{\"name\":\"@sentry/node\",\"version\":\"0.0.0\",\"type\":\"module\",\"exports\":\"./index.js\"}",
            "no-reports/index.js",
            Stream.of("captureException", "flush", "getClient", "init")
                    .map(name -> "export function " + name + "() {}\n")
                    .collect(Collectors.joining()));

    /** Installs it once by npm; empty where there is none. */
    static Optional<Path> installed() {
        Path program = CACHE.resolve("node_modules/.bin/heroku");
        if (Files.isExecutable(program)) {
            return Optional.of(program);
        }
        try {
            for (Map.Entry<String, String> file : PACKAGES.entrySet()) {
                Path there = CACHE.resolve(file.getKey());
                Files.createDirectories(there.getParent());
                Files.writeString(there, file.getValue());
            }
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(CACHE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean done = npm.waitFor(10, TimeUnit.MINUTES) && npm.exitValue() == 0;
            return done && Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
        } catch (IOException noNpm) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What it said, both streams together, with runs of spaces and of the sign before an error's lines made one space. */
    record Said(int code, String text) {
        Said ok() {
            return exits(0);
        }

        Said exits(int expected) {
            assertThat(code).as(text).isEqualTo(expected);
            return this;
        }

        Said says(String... parts) {
            assertThat(text).contains(parts);
            return this;
        }
    }

    /** The names of all commands that it has. */
    Set<String> commands() throws IOException {
        Path manifest = CACHE.resolve("node_modules/heroku/oclif.manifest.json");
        Set<String> commands = new TreeSet<>();
        ServedHome.read(Files.readString(manifest)).get("commands").fieldNames().forEachRemaining(commands::add);
        return commands;
    }

    /** Runs a command, its words separated by single spaces. */
    Said run(String line) {
        return run(line.split(" "));
    }

    Said run(String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(words));
        Path own = home.scratch().resolve("heroku");
        try {
            // else it prints its terms first
            Path terms = own.resolve(".cache/heroku/terms-of-service");
            Files.createDirectories(terms.getParent());
            Files.writeString(terms, "");
            Path out = Files.createTempFile(own, "said", "");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(own.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HEROKU_"));
            builder.environment().putAll(environment(own));
            Process process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("hangs: " + String.join(" ", words));
            }
            String text = Files.readString(out, StandardCharsets.UTF_8).replaceAll("[ \\n›]+", " ");
            return new Said(process.exitValue(), "heroku " + String.join(" ", words) + ": " + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> environment(Path own) {
        return Map.ofEntries(
                Map.entry("HOME", own.toString()),
                Map.entry("XDG_CACHE_HOME", own.resolve(".cache").toString()),
                Map.entry("XDG_CONFIG_HOME", own.resolve(".config").toString()),
                Map.entry("XDG_DATA_HOME", own.resolve(".local").toString()),
                Map.entry("HEROKU_HOST", home.url()),
                Map.entry("HEROKU_DATA_HOST", "127.0.0.1"),
                Map.entry("HEROKU_PARTICLEBOARD_URL", home.url()),
                Map.entry("PGDIAGNOSE_URL", "127.0.0.1"),
                Map.entry("HEROKU_API_KEY", home.adminToken()),
                Map.entry("HEROKU_POSTGRESQL_ADDON_NAME", "postgres"),
                Map.entry("HEROKU_REDIS_ADDON_NAME", "redis"),
                Map.entry("DISABLE_TELEMETRY", "true"),
                Map.entry("IS_HEROKU_TEST_ENV", "true"),
                Map.entry("HEROKU_SKIP_NEW_VERSION_CHECK", "1"),
                Map.entry("HEROKU_DISABLE_AUTOUPDATE", "1"),
                Map.entry("HEROKU_NOTIFICATIONS", "0"),
                Map.entry("NO_COLOR", "1"),
                Map.entry("TERM", "dumb"),
                Map.entry(
                        "NODE_EXTRA_CA_CERTS",
                        home.home().resolve("http/run-" + home.port() + ".pem").toString()));
    }
}

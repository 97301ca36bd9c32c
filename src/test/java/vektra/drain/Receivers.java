package vektra.drain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Syslog servers of Debian: those that {@code scripts/receivers} unpacked, or installed ones. */
public final class Receivers {
    private static final List<Path> ROOTS = List.of(
            Path.of(
                    System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"),
                    "vektra-test/receivers"),
            Path.of("/"));

    private Receivers() {}

    /** A server ready to be started; the configuration comes from the test. */
    public record Program(Path root, Path executable, Path modules) {
        /** A process that finds its libraries. */
        public ProcessBuilder with(List<String> arguments) {
            ProcessBuilder builder =
                    new ProcessBuilder(Stream.concat(Stream.of(executable.toString()), arguments.stream())
                            .toList());
            Path libraries = modules.getParent();
            builder.environment()
                    .put(
                            "LD_LIBRARY_PATH",
                            String.join(":", libraries.toString(), multiarch("usr/lib"), multiarch("lib")));
            return builder;
        }

        private String multiarch(String folder) {
            String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
            return root.resolve(folder).resolve(machine + "-linux-gnu").toString();
        }
    }

    /** Skips the test, and says so, where there is none. */
    public static Program rsyslog() {
        return find("rsyslogd", "lmnsd_ossl.so");
    }

    /** Skips the test, and says so, where there is none. */
    public static Program syslogNg() {
        return find("syslog-ng", "libafsocket.so");
    }

    private static Program find(String name, String module) {
        for (Path root : ROOTS) {
            Path executable = root.resolve("usr/sbin").resolve(name);
            Optional<Path> modules =
                    Files.isExecutable(executable) ? folder(root.resolve("usr/lib"), module) : Optional.empty();
            if (modules.isPresent()) {
                return new Program(root, executable, modules.get());
            }
        }
        System.out.println("Skipped: no " + name + ", which scripts/receivers unpacks");
        Assumptions.abort("no " + name);
        throw new IllegalStateException(); // aborted
    }

    private static Optional<Path> folder(Path from, String file) {
        try (Stream<Path> files = Files.find(from, 4, (path, kind) -> path.endsWith(file))) {
            return files.findFirst().map(Path::getParent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A syslog server: installed, or unpacked by scripts/receivers. */
record Receiver(Path program) {
    private static final Path INSTALLED = Path.of("/usr");

    /** That of a name; null where there is none. */
    static @Nullable Receiver find(String name) {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Stream.of(Path.of("/usr/sbin"), Path.of(cache, "vektra-test/receivers/usr/sbin"))
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Receiver::new)
                .orElse(null);
    }

    private Path root() {
        return program.resolve("../..").normalize();
    }

    /** The folder of a module of an unpacked program; null when it is installed and finds its modules by itself. */
    @Nullable
    Path modules(String one) throws IOException {
        if (root().equals(INSTALLED)) {
            return null;
        }
        try (Stream<Path> below = Files.walk(root().resolve("lib"))) {
            return below.filter(path -> path.endsWith(one))
                    .findFirst()
                    .map(Path::getParent)
                    .orElse(null);
        }
    }

    /** The variables that an unpacked program finds its libraries by. */
    Map<String, String> environment() throws IOException {
        if (root().equals(INSTALLED)) {
            return Map.of();
        }
        List<String> folders = new ArrayList<>();
        for (Path lib : List.of(root().resolve("lib"), root().resolveSibling("lib"))) {
            if (Files.isDirectory(lib)) {
                try (Stream<Path> below = Files.walk(lib, 2)) {
                    below.filter(Files::isDirectory).map(Path::toString).forEach(folders::add);
                }
            }
        }
        return Map.of("LD_LIBRARY_PATH", String.join(":", folders));
    }
}

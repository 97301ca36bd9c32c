package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An installed JDK, of 17 or newer. */
record Jdk(int major, Path folder) {
    private static final Path USUAL = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    /** That which runs the bench and those that lie at the usual place, one of each major version. */
    static List<Jdk> all() throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        if (Files.isDirectory(USUAL)) {
            try (Stream<Path> all = Files.list(USUAL)) {
                all.filter(path -> !Files.isSymbolicLink(path)).sorted().forEach(candidates::add);
            }
        }
        Map<Integer, Jdk> found = new LinkedHashMap<>();
        for (Path folder : candidates) {
            if (Files.isExecutable(folder.resolve("bin/java")) && Files.exists(folder.resolve("release"))) {
                int major = major(folder);
                if (major >= OLDEST) {
                    found.putIfAbsent(major, new Jdk(major, folder));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static int major(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("release")).stream()
                .filter(line -> line.matches("JAVA_VERSION=\"?[0-9].*"))
                .mapToInt(line -> Integer.parseInt(line.replaceFirst("[^0-9]*([0-9]+).*", "$1")))
                .findFirst()
                .orElse(0);
    }

    String program() {
        return folder.resolve("bin/java").toString();
    }

    String title() {
        return "JDK " + major;
    }
}

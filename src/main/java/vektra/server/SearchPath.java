package vektra.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folders of {@code PATH}. */
record SearchPath(String text) {
    private static final String USUAL = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    static SearchPath of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        return new SearchPath(path.isBlank() ? USUAL : path);
    }

    /** Empty for what is a path already. */
    Optional<Path> find(String program) {
        return program.contains("/") ? Optional.empty() : all(program).stream().findFirst();
    }

    List<Path> all(String program) {
        List<Path> found = new ArrayList<>();
        for (String folder : text.split(":", -1)) {
            // a relative folder would find another program in each working directory
            if (folder.startsWith("/") && isProgram(folder, program)) {
                found.add(Path.of(folder, program));
            }
        }
        return found;
    }

    private static boolean isProgram(String folder, String program) {
        try {
            Path path = Path.of(folder, program);
            return Files.isRegularFile(path) && Files.isExecutable(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

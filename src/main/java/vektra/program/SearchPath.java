package vektra.program;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.text.VektraException;

/** The folders of {@code PATH}. */
public record SearchPath(String text) {
    private static final String USUAL = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static SearchPath of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", "");
        return new SearchPath(path.isBlank() ? USUAL : path);
    }

    /** Empty for what is a path already. */
    public Optional<Path> find(String program) {
        return program.contains("/") ? Optional.empty() : all(program).stream().findFirst();
    }

    public List<Path> all(String program) {
        List<Path> found = new ArrayList<>();
        for (String folder : text.split(":", -1)) {
            // a relative folder would find another program in each working directory
            if (folder.startsWith("/") && isProgram(folder, program)) {
                found.add(Path.of(folder, program));
            }
        }
        return found;
    }

    /** The words before those of a program that begins a session of its own and keeps its pid. */
    public List<String> newSession() {
        return find("setsid")
                .map(setsid -> List.of(setsid.toString()))
                // a Mac has no setsid, but a perl
                .or(() -> find("perl")
                        .map(perl ->
                                List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or exit 127")))
                .orElseThrow(() -> VektraException.unavailable(
                        "neither setsid nor perl is on PATH", "install util-linux, which has setsid", null));
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

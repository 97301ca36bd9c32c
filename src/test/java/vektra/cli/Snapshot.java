package vektra.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every file of a home with its permissions and what is in it, but for what servers keep, which is their own matter. */
record Snapshot(Map<String, String> files) {
    /** What servers and the log router write while they run, and when the home was used last. */
    static final String OF_RUNNING = "clock|servers/[^/]+/(data|log)(/.*)?|logs(/.*)?|router\\.pid";

    static Snapshot of(Path home) {
        Map<String, String> files = new TreeMap<>();
        if (!Files.exists(home)) {
            return new Snapshot(files);
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.toList()) {
                String name = home.relativize(file).toString();
                if (!name.matches(OF_RUNNING)) {
                    files.put(name, state(file));
                }
            }
            return new Snapshot(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same files and, where they are missing, these empty folders. */
    Map<String, String> withFolders(String... names) {
        Map<String, String> more = new TreeMap<>(files);
        for (String name : names) {
            more.putIfAbsent(name, "rwx------");
        }
        return more;
    }

    private static String state(Path file) throws IOException {
        String permissions =
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        return Files.isRegularFile(file)
                ? permissions + " " + Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.size(file)
                : permissions;
    }
}

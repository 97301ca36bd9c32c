package vektra.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;

/**
 * The API servers of a home that run. Each has a file of {@code http/servers} locked as long as it lives, which says in a
 * line its process and where it listens; no file is deleted, since another may be about to lock it.
 */
public record ApiServers(Path home) {
    private static final int MOST = 64;
    private static final Pattern LINE = Pattern.compile("([0-9]{1,10}) (\\S{1,300})\\n");

    /** Where a process listens. */
    public record Running(long pid, String url) {}

    /** Says where this process listens, until that is closed or the process ends. */
    public ProcessLock sign(String url) {
        ProcessLock lock = files().stream()
                .flatMap(file -> ProcessLock.tryTake(file).stream())
                .findFirst()
                .orElseThrow(() -> VektraException.conflict(MOST + " API servers of this home run already", null));
        try {
            lock.write(ProcessHandle.current().pid() + " " + url + "\n");
            return lock;
        } catch (IOException e) {
            lock.close();
            throw FileFailure.writing(folder(), e);
        }
    }

    /** Those that run now. */
    public List<Running> running() {
        List<Running> found = new ArrayList<>();
        for (Path file : files()) {
            if (!Files.exists(file)) {
                break;
            }
            Optional<ProcessLock> left = ProcessLock.tryTake(file);
            left.ifPresent(ProcessLock::close);
            if (left.isEmpty()) {
                read(file).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Empty while it is being written. */
    private static Optional<Running> read(Path file) {
        try {
            Matcher line = LINE.matcher(Files.readString(file, UTF_8));
            return line.matches()
                    ? Optional.of(new Running(Long.parseLong(line.group(1)), line.group(2)))
                    : Optional.empty();
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    private List<Path> files() {
        return IntStream.rangeClosed(1, MOST)
                .mapToObj(number -> folder().resolve(String.valueOf(number)))
                .toList();
    }

    private Path folder() {
        return home.resolve("http").resolve("servers");
    }
}

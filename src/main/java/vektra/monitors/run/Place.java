package vektra.monitors.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.file.SmallFile;
import vektra.logs.collect.Pipe;

/** Where the executables of one process work: a folder for its pipes, and one for each attempt that goes with it. */
final class Place implements AutoCloseable {
    private final Path folder;
    private boolean made;

    Place(Path folder) {
        this.folder = folder;
    }

    /** The pipes for stdout and stderr. */
    List<Pipe> pipes() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        if (!made) {
            Files.createDirectories(folder, SmallFile.PRIVATE_FOLDER);
            Pipe.make(List.of(out, err));
            made = true;
        }
        Pipe first = Pipe.open(out);
        try {
            return List.of(first, Pipe.open(err));
        } catch (IOException e) {
            first.reader().close();
            first.holder().close();
            throw e;
        }
    }

    /** Something still writes to them: the next attempt gets others. */
    void spoiled() {
        made = false;
    }

    /** An empty folder for one attempt. */
    Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "run-", SmallFile.PRIVATE_FOLDER);
    }

    /** Deletes a folder with what is in it, as far as that can be done. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Place::deleteOne);
        } catch (IOException | UncheckedIOException e) {
            // what a program still fills is deleted when Vektra starts monitors again
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what was left below a folder by processes that were killed: each has one named by its pid. */
    static void sweep(Path above) throws IOException {
        if (!Files.isDirectory(above)) {
            return;
        }
        try (Stream<Path> all = Files.list(above)) {
            all.filter(Place::isLeft).forEach(Place::delete);
        }
    }

    private static boolean isLeft(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("[0-9]{1,9}")
                && Optional.of(Long.valueOf(name)).flatMap(ProcessHandle::of).isEmpty();
    }

    @Override
    public void close() {
        delete(folder);
    }
}

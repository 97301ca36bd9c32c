package vektra.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vektra.spi.Locks.Name;
import vektra.spi.Store;
import vektra.store.disk.FileLocks;
import vektra.store.seal.HomeKeys;

/** A home folder with a store over it. */
public final class Home {
    public final Path folder;
    public final Things.Reports reported = new Things.Reports();
    public final FileLocks locks;
    public final JsonStore store;

    public Home(Path folder) {
        this(folder, Map.of());
    }

    /** @param environment where the key is found of an encrypted home */
    public Home(Path folder, Map<String, String> environment) {
        this.folder = folder;
        locks = new FileLocks(folder, reported);
        store = new JsonStore(
                folder,
                locks,
                Clock.fixed(Things.NOON, ZoneOffset.UTC),
                "me",
                reported,
                new HomeKeys(folder, environment),
                () -> {});
    }

    public Store.Session open(Name... names) {
        return store.open(List.of(names), Things::noSteps);
    }

    /** Commits under the locks given. */
    public void commit(List<Name> names, Store.Write... writes) {
        try (Store.Session session = store.open(names, Things::noSteps)) {
            session.commit("test", Arrays.asList(writes), List.of());
        }
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    public String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder of the home, named from there, sorted. */
    public List<String> files(String below) {
        Path start = path(below);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> start.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

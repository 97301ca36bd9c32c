package vektra.store.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.model.Failpoint;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;

/**
 * Moves a home to another folder. The file {@code moving} in it names that folder, goes along, and is deleted when the home
 * was put in order there: one that has it in the folder that it names is complete.
 */
public record Relocation(Path home) {
    /** Whether the home is in that folder by now, and is still to be put in order there. */
    public static boolean isAt(Path to) {
        return Disk.read(to.resolve(Paths.MOVING))
                .filter(named -> new String(named, UTF_8).equals(to.toString()))
                .isPresent();
    }

    /** Refuses a folder that a home cannot move to. */
    public void require(Path to) {
        Path above = to.getParent();
        if (to.startsWith(home)) {
            throw VektraException.invalid(to + " is inside the home", "name a folder outside of it");
        }
        if (above == null || !Files.isDirectory(above)) {
            throw VektraException.invalid("there is no folder " + above, "create it");
        }
        if (!isAt(to) && Files.exists(to, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(to)) {
            throw VektraException.conflict(to + " is there already", "name a folder that does not exist yet");
        }
    }

    private static boolean isEmptyFolder(Path to) {
        return Files.isDirectory(to) && Disk.listAll(to).isEmpty();
    }

    /** Moves it: whatever cuts this off, the home is complete in one of the two places, and the same again ends it. */
    public void to(Path to) {
        if (!isAt(to)) {
            Path mark = home.resolve(Paths.MOVING);
            Disk.replace(mark, Disk.temporary(mark), to.toString().getBytes(UTF_8));
            Disk.sync(home);
            Failpoint.reached("store: home marked");
            try {
                Files.deleteIfExists(to);
                move(to);
            } catch (IOException e) {
                throw FileFailure.writing(to, e);
            }
            Disk.sync(above(to));
            Failpoint.reached("store: home renamed");
        }
        if (Files.isDirectory(home)) {
            // on another disk the original is still there, or half of it
            Tidying.delete(home);
        }
        Disk.sync(above(home));
    }

    private static Path above(Path folder) {
        return Optional.ofNullable(folder.toAbsolutePath().getParent()).orElse(folder);
    }

    private void move(Path to) throws IOException {
        try {
            Files.move(home, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException onAnotherDisk) {
            Path copy = Disk.temporary(to);
            Tidying.delete(copy);
            copy(copy);
            Failpoint.reached("store: home copied");
            Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void copy(Path to) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path copied = Files.copy(
                        path,
                        to.resolve(home.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                if (Files.isRegularFile(copied, LinkOption.NOFOLLOW_LINKS)) {
                    try (FileChannel file = FileChannel.open(copied, StandardOpenOption.READ)) {
                        file.force(true);
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw FileFailure.writing(to, e.getCause());
        } catch (IOException e) {
            Tidying.delete(to);
            throw e;
        }
    }

    /** The home is in order where it is. */
    public void over() {
        Disk.delete(home.resolve(Paths.MOVING));
    }
}

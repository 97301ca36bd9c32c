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
import java.util.Objects;
import java.util.stream.Stream;
import vektra.model.Failpoint;
import vektra.model.text.FileFailure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Moves a home to another folder. The file {@code moving} in it names that folder, goes along, and is deleted when the home
 * was put in order there: one that has it in the folder that it names is complete.
 */
public record Relocation(Path home) {
    /** Whether the home, and no other, is in that folder by now, and is still to be put in order there. */
    public boolean isAt(Path to) {
        return isMarked(to, to) && (!Files.isDirectory(home) || isSame(to) || isMarked(home, to));
    }

    private static boolean isMarked(Path folder, Path to) {
        return Disk.read(folder.resolve(Paths.MOVING))
                .filter(named -> new String(named, UTF_8).equals(to.toString()))
                .isPresent();
    }

    private boolean isSame(Path to) {
        try {
            return Files.isSameFile(home, to);
        } catch (IOException e) {
            return false;
        }
    }

    /** Refuses a folder that a home cannot move to. */
    public void require(Path to) {
        Path above = to.getParent();
        if (isAt(to)) {
            return;
        }
        if (to.startsWith(home)) {
            throw VektraException.invalid(
                    Shown.quoted(to.toString()) + " is inside the home", "name a folder outside of it");
        }
        if (above == null || !Files.isDirectory(above)) {
            throw VektraException.invalid("there is no folder " + Shown.quoted(String.valueOf(above)), "create it");
        }
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(to)) {
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
                move(home.toRealPath(), to);
            } catch (IOException e) {
                over();
                throw FileFailure.writing(to, e);
            }
            Disk.sync(Disk.above(to));
            Failpoint.reached("store: home renamed");
        }
        if (Files.isDirectory(home) && !isSame(to)) {
            deleteOriginal();
        }
        Disk.sync(Disk.above(home));
    }

    /** On another disk it is still there, or half of it: what says so goes last. */
    private void deleteOriginal() {
        for (String name : Disk.listAll(home)) {
            if (!name.equals(Paths.MOVING)) {
                Tidying.delete(home.resolve(name));
            }
        }
        Tidying.delete(home);
    }

    private static void move(Path home, Path to) throws IOException {
        try {
            Files.move(home, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException onAnotherDisk) {
            Path copy = Disk.temporary(to);
            Tidying.delete(copy);
            try {
                copy(home, copy);
                Failpoint.reached("store: home copied");
                Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Tidying.delete(copy);
                throw e;
            }
        }
    }

    private static void copy(Path home, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : (Iterable<Path>) all.filter(Relocation::isKept)::iterator) {
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
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /** Sockets and pipes are made anew by what listens there. */
    private static boolean isKept(Path path) {
        return Stream.of(Files.isRegularFile(path), Files.isDirectory(path), Files.isSymbolicLink(path))
                .anyMatch(kept -> kept);
    }

    /** The home is in order where it is. */
    public void over() {
        Disk.delete(home.resolve(Paths.MOVING));
    }
}

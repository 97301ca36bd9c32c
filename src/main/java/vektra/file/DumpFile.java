package vektra.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.VektraException;

/** An open file with a dump of a database, readable to this user alone; what fails about it is UNAVAILABLE. */
public final class DumpFile implements AutoCloseable {
    private final FileChannel file;

    private DumpFile(FileChannel file) {
        this.file = file;
    }

    /** Makes a new file of what the work writes, or none when it fails; an existing one is UNAVAILABLE. */
    public static <T> T make(Path path, Function<DumpFile, T> work) {
        boolean whole = false;
        DumpFile file =
                open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ));
        try (file) {
            T result = work.apply(file);
            whole = true;
            return result;
        } finally {
            if (!whole) {
                forget(path);
            }
        }
    }

    private static void forget(Path broken) {
        try {
            Files.deleteIfExists(broken);
        } catch (IOException e) {
            throw VektraException.unavailable("the broken dump " + broken + " cannot be deleted", "delete it", e);
        }
    }

    /** One without a name from the start, so that whatever happens nothing of it stays; beside the server's data. */
    public static DumpFile nameless(Server near) {
        @Nullable String folder = near.folder();
        Path place = folder == null || !Files.isDirectory(Path.of(folder))
                ? Path.of(System.getProperty("java.io.tmpdir"))
                : Path.of(folder);
        return open(
                place.resolve("copy-" + Id.fresh().brief()),
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.READ,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    public static DumpFile read(Path path) {
        return open(path, Set.of(StandardOpenOption.READ));
    }

    private static DumpFile open(Path path, Set<? extends OpenOption> options) {
        try {
            return new DumpFile(FileChannel.open(
                    path, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
        } catch (IOException e) {
            throw VektraException.unavailable("the dump " + path + " cannot be opened: " + e, null, e);
        }
    }

    /** From the first byte on. */
    public InputStream in() {
        try {
            return Channels.newInputStream(file.position(0));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    public OutputStream out() {
        return Channels.newOutputStream(file);
    }

    /** Returns when the disk has all of it. */
    public void keep() {
        try {
            file.force(true);
        } catch (IOException e) {
            throw VektraException.unavailable("the dump cannot be written: " + e.getMessage(), null, e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static VektraException unreadable(IOException e) {
        return VektraException.unavailable("the dump cannot be read: " + e.getMessage(), null, e);
    }
}

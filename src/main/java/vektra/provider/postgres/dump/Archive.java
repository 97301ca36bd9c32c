package vektra.provider.postgres.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.Id;
import vektra.model.Server;
import vektra.model.VektraException;
import vektra.program.Child;

/** A file with a dump in it, readable to this user alone. */
public final class Archive implements AutoCloseable {
    private final FileChannel file;

    private Archive(FileChannel file) {
        this.file = file;
    }

    /** A new file; an existing one is UNAVAILABLE. */
    public static Archive create(Path path) {
        return open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ));
    }

    /** One without a name from the start, so that whatever happens nothing of it stays; beside the server's data. */
    public static Archive nameless(Server near) {
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

    public static Archive read(Path path) {
        return open(path, Set.of(StandardOpenOption.READ));
    }

    private static Archive open(Path path, Set<? extends OpenOption> options) {
        try {
            return new Archive(FileChannel.open(
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

    /** Lists what the dump holds; a file that is none is UNAVAILABLE. */
    public Toc toc(Child lister) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        lister.run(in(), said, () -> {});
        return Toc.of(said.toString(StandardCharsets.UTF_8));
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

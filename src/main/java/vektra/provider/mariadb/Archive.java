package vektra.provider.mariadb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import vektra.model.Id;
import vektra.model.Server;
import vektra.model.VektraException;

/** A file with a dump in it, readable to this user alone: statements, packed by gzip, whose checksum ends it. */
final class Archive implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int PACKED = 0x1f8b;
    private static final int LONGEST_HEAD = 200;
    private static final Pattern HEAD = Pattern.compile("ALTER DATABASE `([a-z0-9]+)`");

    private final FileChannel file;

    private Archive(FileChannel file) {
        this.file = file;
    }

    /** What reads or writes the file's whole text. */
    interface Reading<T> {
        T of(InputStream text) throws IOException;
    }

    interface Writing {
        void to(OutputStream text) throws IOException;
    }

    /** A new file; an existing one is UNAVAILABLE. */
    static Archive create(Path path) {
        return open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ));
    }

    /** One without a name from the start, so that whatever happens nothing of it stays; beside the server's data. */
    static Archive nameless(Server near) {
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

    static Archive read(Path path) {
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

    /** From the first byte on; to its end, or the checksum is not looked at. */
    <T> T read(Reading<T> reading) {
        try {
            return reading.of(text());
        } catch (IOException e) {
            throw VektraException.unavailable("the dump is damaged: " + e.getMessage(), null, e);
        }
    }

    /** That of another tool may not be packed. */
    private InputStream text() throws IOException {
        ByteBuffer start = ByteBuffer.allocate(2);
        file.read(start, 0);
        boolean packed = start.getShort(0) == (short) PACKED;
        InputStream all = Channels.newInputStream(file.position(0));
        return packed ? new GZIPInputStream(all, BUFFER) : all;
    }

    /** The name that the database had; empty in a dump of another tool. */
    String database() {
        String start = read(text -> new String(text.readNBytes(LONGEST_HEAD), StandardCharsets.UTF_8));
        Matcher name = HEAD.matcher(start);
        return name.lookingAt() ? name.group(1) : "";
    }

    void write(Writing writing) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(Channels.newOutputStream(file), BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
        writing.to(packed);
        packed.finish();
    }

    /** Returns when the disk has all of it. */
    void keep() {
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
            throw VektraException.unavailable("the dump cannot be closed: " + e.getMessage(), null, e);
        }
    }
}

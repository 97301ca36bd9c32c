package vektra.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import vektra.model.text.Sha256;

/**
 * Writes a folder to a file that tar and gzip read too, in the memory of one buffer. Behind the archive's end stands a line
 * with its checksum. Links are kept as links; sockets, pipes and devices are left out.
 */
public final class ArchiveWriter implements Inside.Visitor {
    private static final int BUFFER = 1 << 16;
    private static final int LINKED = 2;
    private static final char UNREADABLE = '\ufffd';

    private final OutputStream out;
    private final Notes notes;
    private final Map<Object, String> linked = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long files;
    private long bytes;
    private long changed;

    private ArchiveWriter(OutputStream out, Notes notes) {
        this.out = out;
        this.notes = notes;
    }

    /** @param to does not exist yet; its mode is 0600 */
    public static Contents write(Path folder, Path to, Notes notes) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(
                        to,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER)) {
            return write(folder, out, notes);
        }
    }

    /** Leaves the stream open, and unflushed. */
    public static Contents write(Path folder, OutputStream to, Notes notes) throws IOException {
        MessageDigest digest = Sha256.digest();
        GZIPOutputStream zipped = new Fast(to);
        ArchiveWriter writer = new ArchiveWriter(new DigestOutputStream(zipped, digest), notes);
        Inside.walk(folder, writer);
        writer.out.write(new byte[2 * Header.BLOCK]);
        Contents contents = new Contents(writer.files, writer.bytes, writer.changed);
        zipped.write(Entry.bytes(Checksum.line(digest, contents)));
        zipped.finish();
        return contents;
    }

    @Override
    public void meet(Inside.Item item) throws IOException {
        PosixFileAttributes found = item.attributes();
        if (item.below().indexOf(UNREADABLE) >= 0) {
            throw new IOException("the name of " + item.below() + " is not UTF-8");
        }
        Inside.Numbers numbers = item.numbers();
        if (found.isDirectory()) {
            Header.write(out, entry(Entry.Type.FOLDER, item, numbers, 0, "", notes.of(item.path())));
        } else if (found.isSymbolicLink()) {
            String link = Files.readSymbolicLink(item.path()).toString();
            Header.write(out, entry(Entry.Type.LINK, item, numbers, 0, link, Map.of()));
        } else if (found.isRegularFile()) {
            String first = numbers.names() < LINKED ? null : linked.putIfAbsent(found.fileKey(), item.below());
            if (first == null) {
                content(item, numbers);
            } else {
                Header.write(out, entry(Entry.Type.HARD_LINK, item, numbers, 0, first, Map.of()));
            }
        }
    }

    private void content(Inside.Item item, Inside.Numbers numbers) throws IOException {
        try (SeekableByteChannel in = item.open()) {
            long size = item.attributes().size();
            Header.write(out, entry(Entry.Type.FILE, item, numbers, size, "", notes.of(item.path())));
            long left = size;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int read = in.read(buffer);
                if (read < 0) {
                    break;
                }
                out.write(buffer.array(), 0, read);
                left -= read;
            }
            boolean whole = left == 0 && same(item);
            for (; left > 0; left -= Math.min(BUFFER, left)) {
                out.write(new byte[(int) Math.min(BUFFER, left)]);
            }
            out.write(new byte[Header.padding(size)]);
            files++;
            bytes += size;
            changed += whole ? 0 : 1;
        }
    }

    /** What was deleted meanwhile is not: it has changed, and its entry must be ended all the same. */
    private static boolean same(Inside.Item item) throws IOException {
        PosixFileAttributes before = item.attributes();
        PosixFileAttributes after;
        try {
            after = item.view().readAttributes();
        } catch (NoSuchFileException e) {
            return false;
        }
        return before.size() == after.size()
                && before.lastModifiedTime().equals(after.lastModifiedTime())
                && before.fileKey().equals(after.fileKey());
    }

    private static Entry entry(
            Entry.Type type,
            Inside.Item item,
            Inside.Numbers numbers,
            long size,
            String link,
            Map<String, byte[]> notes) {
        return new Entry(
                type,
                item.below(),
                Mode.bits(item.attributes().permissions()),
                numbers.uid(),
                numbers.gid(),
                item.attributes().lastModifiedTime().toMillis(),
                size,
                link,
                notes);
    }

    /** Backups are of data that is often compressed already. */
    static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

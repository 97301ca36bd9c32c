package vektra.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import vektra.model.text.Sha256;

/** Writes an archive of files that lie in no one folder, under the names that they are given; {@link ArchiveReader} reads it. */
public final class PackWriter {
    private static final int BUFFER = 1 << 16;
    private static final int OWNER_ONLY = 0600;

    private final MessageDigest digest = Sha256.digest();
    private final GZIPOutputStream zipped;
    private final OutputStream out;
    private long files;
    private long bytes;

    public PackWriter(OutputStream to) throws IOException {
        zipped = new ArchiveWriter.Fast(to);
        out = new DigestOutputStream(zipped, digest);
    }

    public void add(String name, byte[] content, long millis) throws IOException {
        add(name, new ByteArrayInputStream(content), content.length, millis);
    }

    /** A file that may grow meanwhile: what it has now is taken. */
    public void add(String name, Path file) throws IOException {
        // the size is that of what was opened: by the name there may be another file by now
        try (FileChannel in = FileChannel.open(file)) {
            add(
                    name,
                    Channels.newInputStream(in),
                    in.size(),
                    Files.getLastModifiedTime(file).toMillis());
        }
    }

    private void add(String name, InputStream in, long size, long millis) throws IOException {
        Header.write(out, new Entry(Entry.Type.FILE, name, OWNER_ONLY, 0, 0, millis, size, "", Map.of()));
        byte[] buffer = new byte[BUFFER];
        for (long left = size; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(BUFFER, left));
            if (read < 0) {
                throw new EOFException(name + " became shorter while it was read");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        out.write(new byte[Header.padding(size)]);
        files++;
        bytes += size;
    }

    /** Ends the archive; the stream stays open, and unflushed. */
    public void finish() throws IOException {
        out.write(new byte[2 * Header.BLOCK]);
        zipped.write(Entry.bytes(Checksum.line(digest, new Contents(files, bytes, 0))));
        zipped.finish();
    }
}

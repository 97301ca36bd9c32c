package vektra.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads tar archives as any tool writes them, packed by gzip or not: of the old form, of POSIX with its pax records, and of
 * GNU with long names. Sockets, pipes and devices are left out. What is in one of {@link ArchiveWriter} is checked first.
 */
public final class ForeignArchive {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1f8b;

    private ForeignArchive() {}

    /** What may be in an archive. */
    public interface Rule {
        /** Refuses what may not, by an error that names it. */
        void check(Entry entry) throws IOException;
    }

    /** Reads an archive to its end. */
    static Contents verify(Path archive, Rule rule) throws IOException {
        return read(archive, rule, (entry, content) -> {});
    }

    static Contents read(Path archive, Rule rule, ArchiveReader.Receiver receiver) throws IOException {
        long[] sums = new long[2];
        ArchiveReader.Receiver checked = (entry, content) -> {
            rule.check(entry);
            sums[0] += entry.type() == Entry.Type.FILE ? 1 : 0;
            sums[1] += entry.size();
            receiver.take(entry, content);
        };
        if (isOwn(archive)) {
            ArchiveReader.verify(archive);
            return ArchiveReader.read(archive, checked);
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
                InputStream in = unpacked(raw)) {
            if (!entries(in, checked)) {
                throw new IOException("it holds nothing");
            }
            return new Contents(sums[0], sums[1], 0);
        }
    }

    /** Whether there was one. */
    private static boolean entries(InputStream in, ArchiveReader.Receiver receiver) throws IOException {
        Map<String, byte[]> records = new LinkedHashMap<>();
        boolean any = false;
        for (ForeignHeader next = header(in); next != null; next = header(in)) {
            any = true;
            if (next.isRecords()) {
                records.putAll(Header.records(in, next.recordsSize()));
                continue;
            }
            long size = next.size(records);
            Limited content = new Limited(in, size);
            if (next.isLongName()) {
                records.put(next.record(), next.longName(content));
            } else {
                Entry entry = next.entry(records);
                records.clear();
                if (entry != null) {
                    receiver.take(entry, content);
                }
            }
            content.drain();
            in.skipNBytes(Header.padding(size));
        }
        return any;
    }

    /** Whether its first header says in pax records what other tools write only where they must. */
    private static boolean isOwn(Path archive) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
                InputStream in = unpacked(raw)) {
            byte[] block = in.readNBytes(Header.BLOCK);
            return block.length == Header.BLOCK && new String(block, 0, 4, StandardCharsets.US_ASCII).equals("pax\0");
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return (first << 8 | second) == GZIP ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static @Nullable ForeignHeader header(InputStream in) throws IOException {
        byte[] block = in.readNBytes(Header.BLOCK);
        if (block.length < Header.BLOCK) {
            throw new EOFException("it ends too soon, or is no tar archive");
        }
        return ForeignHeader.of(block);
    }
}

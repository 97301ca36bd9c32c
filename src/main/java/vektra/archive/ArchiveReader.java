package vektra.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Sha256;

/** Reads what {@link ArchiveWriter} wrote. What is damaged is an error, at the latest at the end. */
public final class ArchiveReader {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 512;

    private ArchiveReader() {}

    /** Takes the entries one after the other. */
    public interface Receiver {
        /** @param content of a file; what is left of it is skipped */
        void take(Entry entry, InputStream content) throws IOException;
    }

    /** Reads an archive to its end. */
    public static Contents verify(Path archive) throws IOException {
        return read(archive, (entry, content) -> {});
    }

    /** The same of a file. */
    public static Contents read(Path archive, Receiver receiver) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
            return read(file, receiver);
        }
    }

    /** Reads an archive to its end. What is wrong with the archive itself is {@link Damaged}, and names the entry. */
    public static Contents read(InputStream archive, Receiver receiver) throws IOException {
        String[] at = {""};
        try {
            return read(archive, receiver, at);
        } catch (ZipException | EOFException e) {
            throw new Damaged((at[0].isEmpty() ? "" : "in or behind the entry " + at[0] + ": ") + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "it ends too soon" : e.getMessage();
    }

    private static Contents read(InputStream archive, Receiver receiver, String[] at) throws IOException {
        try (DigestInputStream in = new DigestInputStream(new GZIPInputStream(archive, BUFFER), Sha256.digest())) {
            for (Entry entry = header(in); entry != null; entry = header(in)) {
                Limited content = new Limited(in, entry.size());
                at[0] = entry.path();
                receiver.take(entry, content);
                content.drain();
                in.readNBytes(Header.padding(entry.size()));
            }
            Header.block(in);
            in.on(false);
            String line = new String(in.readNBytes(LONGEST_LINE), StandardCharsets.UTF_8);
            return Checksum.check(line, in.getMessageDigest());
        }
    }

    private static @Nullable Entry header(InputStream in) throws IOException {
        try {
            return Header.read(in);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Damaged("it has a header that cannot be read", e);
        }
    }
}

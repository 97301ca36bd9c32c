package vektra.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import vektra.model.text.Sha256;

/**
 * A compressed file of records, in the memory of one of them: what kind of file it is, then each record with its length,
 * and behind the last one a line with how many there are and a checksum.
 */
public final class RecordFile {
    private static final int BUFFER = 1 << 16;
    private static final int END = -1;
    private static final int LARGEST = 64 << 20;
    private static final int LONGEST_LINE = 512;

    private RecordFile() {}

    /** Takes the records one after the other. */
    public interface Sink {
        void take(byte[] record) throws IOException;
    }

    /** Where the records come from. */
    public interface Source {
        void giveTo(Sink sink) throws IOException;
    }

    /**
     * Writes a file of mode 0600; none stays when that fails.
     *
     * @param kind a word that says what the records are
     * @param to does not exist yet
     */
    public static void write(String kind, Path to, Source source) throws IOException {
        SeekableByteChannel file = Files.newByteChannel(
                to,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean whole = false;
        try (OutputStream zipped =
                new ArchiveWriter.Fast(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER))) {
            write(kind, zipped, source);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(to);
            }
        }
    }

    private static void write(String kind, OutputStream zipped, Source source) throws IOException {
        MessageDigest digest = Sha256.digest();
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(zipped, digest));
        out.writeUTF(kind);
        long[] count = new long[1];
        source.giveTo(record -> {
            out.writeInt(record.length);
            out.write(record);
            count[0]++;
        });
        out.writeInt(END);
        zipped.write(line(digest, count[0]));
    }

    /** Reads a file to its end; one of another kind, or a damaged one, is an error, at the latest at the end. */
    public static void read(String kind, Path from, Sink sink) throws IOException {
        long count = 0;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(from), BUFFER);
                DigestInputStream digested =
                        new DigestInputStream(new GZIPInputStream(file, BUFFER), Sha256.digest())) {
            DataInputStream in = new DataInputStream(digested);
            if (!in.readUTF().equals(kind)) {
                throw new IOException("it is no file of " + kind);
            }
            for (int length = in.readInt(); length != END; length = in.readInt()) {
                if (length < 0 || length > LARGEST) {
                    throw new IOException("its record " + (count + 1) + " cannot be read");
                }
                byte[] record = in.readNBytes(length);
                if (record.length < length) {
                    throw new EOFException("its record " + (count + 1) + " is not whole");
                }
                sink.take(record);
                count++;
            }
            digested.on(false);
            byte[] line = digested.readNBytes(LONGEST_LINE);
            if (!MessageDigest.isEqual(line, line(digested.getMessageDigest(), count))) {
                throw new IOException("its checksum is wrong");
            }
        } catch (EOFException | ZipException | UTFDataFormatException e) {
            String why = e.getMessage() == null ? "it ends too soon" : e.getMessage();
            throw new IOException(why + " (after record " + count + ")", e);
        }
    }

    private static byte[] line(MessageDigest digest, long count) {
        String text = "vektra-records 1 sha256 " + HexFormat.of().formatHex(digest.digest()) + " " + count + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

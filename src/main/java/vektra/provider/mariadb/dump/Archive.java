package vektra.provider.mariadb.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import vektra.file.DumpFile;
import vektra.model.text.VektraException;

/** What a dump's file holds: statements, packed by gzip, whose checksum ends it. */
public record Archive(DumpFile file) {
    private static final int BUFFER = 1 << 16;
    private static final short PACKED = 0x1f8b;
    private static final int LONGEST_HEAD = 200;
    private static final Pattern HEAD = Pattern.compile("ALTER DATABASE `([a-z0-9]+)`");

    /** What reads or writes the file's whole text. */
    public interface Reading<T> {
        T of(InputStream text) throws IOException;
    }

    public interface Writing {
        void to(OutputStream text) throws IOException;
    }

    /** From the first byte on; to its end, or the checksum is not looked at. */
    public <T> T read(Reading<T> reading) {
        try {
            return reading.of(text());
        } catch (IOException e) {
            throw VektraException.unavailable("the dump is damaged: " + e.getMessage(), null, e);
        }
    }

    /** That of another tool may not be packed. */
    private InputStream text() throws IOException {
        PushbackInputStream all = new PushbackInputStream(file.in(), Short.BYTES);
        byte[] start = all.readNBytes(Short.BYTES);
        all.unread(start);
        boolean packed = start.length == Short.BYTES && ByteBuffer.wrap(start).getShort() == PACKED;
        return packed ? new GZIPInputStream(all, BUFFER) : all;
    }

    /** The name that the database had; empty in a dump of another tool. */
    public String database() {
        String start = read(text -> new String(text.readNBytes(LONGEST_HEAD), StandardCharsets.UTF_8));
        Matcher name = HEAD.matcher(start);
        return name.lookingAt() ? name.group(1) : "";
    }

    /** Returns when the disk has all of it. */
    public void write(Writing writing) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(file.out(), BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
        writing.to(packed);
        packed.finish();
        file.keep();
    }
}

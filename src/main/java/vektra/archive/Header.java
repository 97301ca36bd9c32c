package vektra.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of a tar archive: what is long, large or exact stands in pax records before each of them. */
final class Header {
    static final int BLOCK = 512;

    private static final char EXTENDED = 'x';
    private static final String NOTE = "SCHILY.xattr.user.";
    static final int LARGEST_RECORDS = 1 << 24;
    private static final int LARGEST_OCTAL = 07777777;

    private Header() {}

    static void write(OutputStream out, Entry entry) throws IOException {
        Map<String, byte[]> records = new LinkedHashMap<>();
        records.put("path", Entry.bytes(entry.path()));
        records.put("size", Entry.bytes(Long.toString(entry.size())));
        records.put("uid", Entry.bytes(Integer.toString(entry.uid())));
        records.put("gid", Entry.bytes(Integer.toString(entry.gid())));
        records.put("mtime", Entry.bytes(BigDecimal.valueOf(entry.millis(), 3).toPlainString()));
        if (!entry.link().isEmpty()) {
            records.put("linkpath", Entry.bytes(entry.link()));
        }
        entry.notes().forEach((name, value) -> records.put(NOTE + name, value));
        records(out, records);
        block(out, entry.type().mark, entry);
    }

    private static void records(OutputStream out, Map<String, byte[]> records) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> record : records.entrySet()) {
            byte[] name = Entry.bytes(" " + record.getKey() + "=");
            int rest = name.length + record.getValue().length + 1;
            int length = rest + Integer.toString(rest).length();
            length = rest + Integer.toString(length).length();
            text.write(Entry.bytes(Integer.toString(length)));
            text.write(name);
            text.write(record.getValue());
            text.write('\n');
        }
        Entry plain = new Entry(Entry.Type.FILE, "pax", 0600, 0, 0, 0, text.size(), "", Map.of());
        block(out, EXTENDED, plain);
        out.write(text.toByteArray());
        out.write(new byte[padding(text.size())]);
    }

    private static void block(OutputStream out, char mark, Entry entry) throws IOException {
        byte[] block = new byte[BLOCK];
        put(block, 0, 100, entry.path());
        octal(block, 100, 8, entry.mode());
        octal(block, 108, 8, Math.min(entry.uid(), LARGEST_OCTAL));
        octal(block, 116, 8, Math.min(entry.gid(), LARGEST_OCTAL));
        octal(block, 124, 12, Math.min(entry.size(), 077777777777L));
        octal(block, 136, 12, entry.millis() / 1000);
        block[156] = (byte) mark;
        put(block, 157, 100, entry.link());
        put(block, 257, 8, "ustar\00000");
        Arrays.fill(block, 148, 156, (byte) ' ');
        octal(block, 148, 7, sum(block));
        out.write(block);
    }

    private static int sum(byte[] block) {
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        return sum;
    }

    private static void put(byte[] block, int at, int most, String text) {
        byte[] bytes = Entry.bytes(text);
        System.arraycopy(bytes, 0, block, at, Math.min(most, bytes.length));
    }

    private static void octal(byte[] block, int at, int width, long number) {
        String digits = Long.toOctalString(Math.max(0, number));
        put(block, at, width, "0".repeat(width - 1 - digits.length()) + digits);
    }

    /** The next entry; null at the end. */
    static @Nullable Entry read(InputStream in) throws IOException {
        Map<String, byte[]> records = new LinkedHashMap<>();
        for (byte[] block = block(in); block[0] != 0; block = block(in)) {
            char mark = (char) block[156];
            if (mark != EXTENDED) {
                return entry(Entry.Type.of(mark), block, records);
            }
            records = records(in, number(block));
        }
        return null;
    }

    static byte[] block(InputStream in) throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new Damaged("it ends too soon");
        }
        return block;
    }

    private static int number(byte[] block) throws IOException {
        int size = Integer.parseInt(new String(block, 124, 11, StandardCharsets.US_ASCII), 8);
        if (size > LARGEST_RECORDS) {
            throw new Damaged("it has a header that is too large");
        }
        return size;
    }

    static Map<String, byte[]> records(InputStream in, int size) throws IOException {
        byte[] all = in.readNBytes(size);
        in.readNBytes(padding(size));
        Map<String, byte[]> records = new LinkedHashMap<>();
        for (int at = 0; at < all.length; ) {
            int blank = find(all, ' ', at);
            int length = Integer.parseInt(new String(all, at, blank - at, StandardCharsets.US_ASCII));
            int equals = find(all, '=', blank);
            String name = new String(all, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
            records.put(name, Arrays.copyOfRange(all, equals + 1, at + length - 1));
            at += length;
        }
        return records;
    }

    private static int find(byte[] all, char sign, int from) {
        int at = from;
        while (all[at] != sign) {
            at++;
        }
        return at;
    }

    private static Entry entry(Entry.Type type, byte[] block, Map<String, byte[]> records) {
        Map<String, byte[]> notes = new LinkedHashMap<>();
        records.forEach((name, value) -> {
            if (name.startsWith(NOTE)) {
                notes.put(name.substring(NOTE.length()), value);
            }
        });
        String time = text(records.getOrDefault("mtime", new byte[0])).replace(".", "");
        return new Entry(
                type,
                text(records.getOrDefault("path", new byte[0])),
                Integer.parseInt(new String(block, 100, 7, StandardCharsets.US_ASCII), 8),
                Integer.parseInt(text(records.getOrDefault("uid", new byte[] {'0'}))),
                Integer.parseInt(text(records.getOrDefault("gid", new byte[] {'0'}))),
                Long.parseLong(time),
                Long.parseLong(text(records.getOrDefault("size", new byte[] {'0'}))),
                text(records.getOrDefault("linkpath", new byte[0])),
                Map.copyOf(notes));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }
}

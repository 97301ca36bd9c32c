package vektra.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One block of a tar archive that says what comes next. */
final class ForeignHeader {
    private static final int LONGEST_NAME = 1 << 16;
    private static final int BINARY = 0x80;

    private final byte[] block;
    private final char mark;

    private ForeignHeader(byte[] block) {
        this.block = block;
        this.mark = (char) block[156];
    }

    /** Null at the end of an archive; a block that is no header is an error. */
    static @Nullable ForeignHeader of(byte[] block) throws IOException {
        if (Arrays.equals(block, new byte[Header.BLOCK])) {
            return null;
        }
        long sum = 0;
        for (int i = 0; i < Header.BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        if (sum != number(block, 148, 8)) {
            throw new IOException("it is no tar archive, or is damaged");
        }
        return new ForeignHeader(block);
    }

    boolean isRecords() {
        return mark == 'x';
    }

    int recordsSize() throws IOException {
        long size = number(block, 124, 12);
        if (size > Header.LARGEST_RECORDS) {
            throw new IOException("it has a header that is too large");
        }
        return (int) size;
    }

    /** GNU's way to say a name, or what a link leads to, of more than 100 bytes. */
    boolean isLongName() {
        return mark == 'L' || mark == 'K';
    }

    String record() {
        return mark == 'L' ? "path" : "linkpath";
    }

    byte[] longName(InputStream content) throws IOException {
        byte[] name = content.readNBytes(LONGEST_NAME);
        int end = name.length;
        while (end > 0 && name[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(name, end);
    }

    long size(Map<String, byte[]> records) throws IOException {
        byte[] exact = isLongName() ? null : records.get("size");
        if (exact != null && !text(exact).matches("[0-9]{1,18}")) {
            throw new IOException("it has an entry whose size is not a number");
        }
        long size = exact == null ? number(block, 124, 12) : Long.parseLong(text(exact));
        boolean none = mark == '1' || mark == '2' || mark == '5';
        if (size < 0) {
            throw new IOException("it has an entry of a negative size");
        }
        return none ? 0 : size;
    }

    /** Null for what is left out. */
    @Nullable
    Entry entry(Map<String, byte[]> records) throws IOException {
        String name = records.containsKey("path") ? text(records.get("path")) : name();
        String path = plain(name);
        Entry.Type type = type(name);
        if (type == null || path.isEmpty()) {
            return null;
        }
        String link = records.containsKey("linkpath") ? text(records.get("linkpath")) : string(157, 100);
        return new Entry(
                type,
                path,
                (int) number(block, 100, 8) & 0777,
                0,
                0,
                number(block, 136, 12) * 1000,
                size(records),
                type == Entry.Type.HARD_LINK ? plain(link) : type == Entry.Type.LINK ? link : "",
                Map.of());
    }

    private Entry.@Nullable Type type(String name) throws IOException {
        return switch (mark) {
            case 0, '0', '7' -> name.endsWith("/") ? Entry.Type.FOLDER : Entry.Type.FILE;
            case '1' -> Entry.Type.HARD_LINK;
            case '2' -> Entry.Type.LINK;
            case '5' -> Entry.Type.FOLDER;
            case '3', '4', '6', 'g' -> null;
            default -> throw new IOException("it has an entry of an unknown kind, " + Integer.toHexString(mark));
        };
    }

    private String name() {
        String prefix = string(257, 6).equals("ustar") && block[262] == 0 ? string(345, 155) : "";
        String name = string(0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String plain(String path) {
        String plain = path;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        while (plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        return plain.equals(".") ? "" : plain;
    }

    private String string(int at, int most) {
        int end = at;
        while (end < at + most && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** In octal digits, or in binary where those are too few. */
    private static long number(byte[] block, int at, int width) throws IOException {
        if ((block[at] & BINARY) != 0) {
            long number = block[at] & (BINARY - 1);
            for (int i = at + 1; i < at + width; i++) {
                number = (number << 8) | (block[i] & 0xff);
            }
            return number;
        }
        String digits = new String(block, at, width, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
        if (!digits.matches("[0-7]{0,20}")) {
            throw new IOException("it is no tar archive, or is damaged");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}

package vektra.provider.redis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Part;
import vektra.model.text.Kind;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Keys in a file: a RESTORE command for each, as {@code redis-cli --pipe} sends it, with the time at which the key
 * expires; and at the end an ECHO that says how many there are.
 */
final class KeyFile {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1f8b;
    private static final int LONGEST_LINE = 32;
    private static final int MOST_WORDS = 16;
    private static final int LONGEST_WORD = 512 << 20;
    private static final String RESTORE = "RESTORE";
    private static final String ECHO = "ECHO";
    private static final String END = "keys exported: ";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private KeyFile() {}

    /**
     * A key of the file.
     *
     * @param until when it expires, in milliseconds since 1970; 0 for never
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Key(byte[] name, long until, byte[] payload) {}

    /** Takes the keys one after the other. */
    interface Receiver {
        void take(Key key);
    }

    static void write(OutputStream to, Key key) {
        command(
                to,
                bytes(RESTORE),
                key.name(),
                bytes(Long.toString(key.until())),
                key.payload(),
                bytes("REPLACE"),
                bytes("ABSTTL"));
    }

    static void end(OutputStream to, long keys) {
        command(to, bytes(ECHO), bytes(END + keys));
    }

    private static void command(OutputStream to, byte[]... words) {
        try {
            to.write(bytes("*" + words.length + "\r\n"));
            for (byte[] word : words) {
                to.write(bytes("$" + word.length + "\r\n"));
                to.write(word);
                to.write(bytes("\r\n"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the file to its end, and returns how many keys it holds; what is no such file, or breaks off, is INVALID. */
    static long read(Path file, Receiver receiver) {
        if (Files.isDirectory(file)) {
            throw invalid(Shown.quoted(file.toString()) + " is a folder", null);
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                InputStream in = unpacked(raw)) {
            long keys = 0;
            for (List<byte[]> words = words(in); words != null; words = words(in)) {
                String command = text(words.get(0)).toUpperCase(Locale.ROOT);
                if (command.equals(ECHO) && words.size() == 2) {
                    if (!text(words.get(1)).equals(END + keys)) {
                        throw invalid("the file does not hold as many keys as it says", null);
                    }
                    return keys;
                }
                receiver.take(key(command, words));
                keys++;
            }
            throw invalid("the file breaks off: its end is missing", null);
        } catch (IOException e) {
            throw invalid(Shown.quoted(file.toString()) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** How many keys of the file never expire: of the others a load much later finds fewer. */
    static Map<String, Part> lasting(Path file) {
        long[] keys = {0};
        read(file, key -> keys[0] += key.until() == 0 ? 1 : 0);
        return lasting(keys[0]);
    }

    static Map<String, Part> lasting(long keys) {
        return Map.of("without expiry", new Part(keys, "key"));
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(BUFFER);
        byte[] start = in.readNBytes(5);
        in.reset();
        if (new String(start, StandardCharsets.US_ASCII).equals("REDIS")) {
            throw VektraException.invalid(
                    "the file is a snapshot of a whole Redis server, which only a server reads",
                    "start a redis-server with it, and bring its keys over with DUMP and RESTORE");
        }
        boolean packed = start.length > 1 && ((start[0] & 0xff) << 8 | (start[1] & 0xff)) == GZIP;
        return packed ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static Key key(String command, List<byte[]> words) {
        List<String> options = words.stream()
                .skip(4)
                .map(word -> text(word).toUpperCase(Locale.ROOT))
                .toList();
        boolean known = command.equals(RESTORE)
                && words.size() >= 4
                && NUMBER.matcher(text(words.get(2))).matches()
                && List.of("REPLACE", "ABSTTL").containsAll(options);
        if (!known) {
            throw invalid("the file has a command other than RESTORE: " + Shown.plain(command), null);
        }
        long time = Long.parseLong(text(words.get(2)));
        boolean relative = time > 0 && !options.contains("ABSTTL");
        return new Key(words.get(1), relative ? System.currentTimeMillis() + time : time, words.get(3));
    }

    private static @Nullable List<byte[]> words(InputStream in) throws IOException {
        String head = line(in);
        if (head == null) {
            return null;
        }
        List<byte[]> words = new ArrayList<>();
        int count = number(head, '*', MOST_WORDS);
        for (int i = 0; i < count; i++) {
            int length = number(line(in), '$', LONGEST_WORD);
            byte[] word = in.readNBytes(length);
            if (word.length < length || !Arrays.equals(in.readNBytes(2), new byte[] {'\r', '\n'})) {
                throw new EOFException("it breaks off");
            }
            words.add(word);
        }
        return words;
    }

    private static int number(@Nullable String line, char mark, int most) {
        boolean fits = line != null
                && line.length() > 1
                && line.charAt(0) == mark
                && NUMBER.matcher(line.substring(1)).matches()
                && Long.parseLong(line.substring(1)) <= most
                && (mark == '$' || Long.parseLong(line.substring(1)) > 0);
        if (line == null || !fits) {
            throw invalid(
                    line == null ? "the file breaks off: its end is missing" : "the file is no export of Redis", null);
        }
        return Integer.parseInt(line.substring(1));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 && line.isEmpty()) {
                return null;
            }
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw invalid("the file is no export of Redis", null);
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static String text(byte[] word) {
        return new String(word, StandardCharsets.UTF_8);
    }

    private static VektraException invalid(String message, @Nullable Throwable cause) {
        return new VektraException(
                Kind.INVALID, message, Text.of("such a file is made by: ", Next.of("addons:export")), cause);
    }
}

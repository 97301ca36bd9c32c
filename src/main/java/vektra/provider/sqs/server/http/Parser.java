package vektra.provider.sqs.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts one request after the other together from the bytes of a connection. */
final class Parser {
    static final int MOST_HEAD = 16 << 10;
    /** A batch of 1 MiB in which every character is escaped, and room for what is around it. */
    static final int MOST_BODY = 8 << 20;

    private static final int MOST_CHUNK_LINE = 1 << 10;
    private static final int MOST_HEADERS = 100;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})[ \t]*(?:;.*)?");

    private byte[] bytes = new byte[1 << 10];
    private int filled;
    private @Nullable Request head;
    private int bodyStart;
    /** Of the body; -1 when it comes in chunks. */
    private int length;
    /** Where the next chunk's line begins, and how much of the body is decoded, from its start. */
    private int chunkAt;

    private int decoded;
    private boolean trailer;

    /** How much memory it takes. */
    int held() {
        return bytes.length;
    }

    boolean isEmpty() {
        return filled == 0;
    }

    /** Whether the client waits for leave to send its body; asked once. */
    boolean waits() {
        return head != null
                && filled == bodyStart
                && head.header("expect").equalsIgnoreCase("100-continue")
                && length != 0;
    }

    void add(ByteBuffer more) {
        int count = more.remaining();
        if (bytes.length - filled < count) {
            bytes = Arrays.copyOf(bytes, Math.max(filled + count, bytes.length * 2));
        }
        more.get(bytes, filled, count);
        filled += count;
    }

    /** The next request, once it is there as a whole. */
    @Nullable
    Request next() throws Malformed {
        if (head == null && !parseHead()) {
            return null;
        }
        Request started = Objects.requireNonNull(head);
        int end = length >= 0 ? (filled - bodyStart >= length ? bodyStart + length : -1) : unchunk();
        if (end < 0) {
            return null;
        }
        int size = length >= 0 ? length : decoded;
        byte[] body = Arrays.copyOfRange(bytes, bodyStart, bodyStart + size);
        bytes = Arrays.copyOfRange(bytes, end, Math.max(filled, end + (1 << 10)));
        filled -= end;
        head = null;
        return new Request(started.method(), started.target(), false, started.headers(), body);
    }

    private boolean parseHead() throws Malformed {
        int start = 0;
        while (start < filled && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        int end = endOfHead(start);
        if (end < 0) {
            if (filled - start > MOST_HEAD) {
                throw new Malformed(431, "the head of the request is longer than 16 KiB");
            }
            return false;
        }
        String[] lines = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).split("\r?\n");
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3
                || !TOKEN.matcher(first[0]).matches()
                || !first[1].startsWith("/")
                || !first[2].matches("HTTP/1\\.[01]")) {
            throw new Malformed(400, "that is not a request of HTTP/1.1");
        }
        Map<String, String> headers = headers(lines);
        if (first[2].endsWith("0")) {
            headers.put("connection", "close");
        }
        bodyStart = end;
        length = length(headers);
        chunkAt = end;
        decoded = 0;
        trailer = false;
        head = new Request(first[0], first[1], false, headers, new byte[0]);
        return true;
    }

    private int endOfHead(int start) {
        int most = Math.min(filled, start + MOST_HEAD);
        for (int i = start; i < most; i++) {
            if (bytes[i] == '\n' && i + 1 < filled) {
                if (bytes[i + 1] == '\n') {
                    return i + 2;
                }
                if (bytes[i + 1] == '\r' && i + 2 < filled && bytes[i + 2] == '\n') {
                    return i + 3;
                }
            }
        }
        return -1;
    }

    private static Map<String, String> headers(String[] lines) throws Malformed {
        if (lines.length > MOST_HEADERS) {
            throw new Malformed(431, "the request has more than " + MOST_HEADERS + " headers");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1 || !TOKEN.matcher(lines[i].substring(0, colon)).matches()) {
                throw new Malformed(400, "a header of the request is malformed");
            }
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            String value = lines[i].substring(colon + 1).strip();
            String before = headers.putIfAbsent(name, value);
            if (before != null && (name.equals("content-length") || name.equals("host"))) {
                throw new Malformed(400, "the request has two headers " + name);
            }
            if (before != null) {
                headers.put(name, before + "," + value);
            }
        }
        return headers;
    }

    private static int length(Map<String, String> headers) throws Malformed {
        String encoding = headers.get("transfer-encoding");
        String given = headers.get("content-length");
        if (encoding != null) {
            if (given != null || !encoding.equalsIgnoreCase("chunked")) {
                throw new Malformed(400, "the length of the request's body is not clear");
            }
            return -1;
        }
        if (given == null) {
            return 0;
        }
        if (!LENGTH.matcher(given).matches()) {
            throw new Malformed(400, "the length of the request's body is no number");
        }
        if (Integer.parseInt(given) > MOST_BODY) {
            throw tooLarge();
        }
        return Integer.parseInt(given);
    }

    private static Malformed tooLarge() {
        return new Malformed(413, "the body of the request is larger than 2 MiB");
    }

    /** Moves whole chunks together; the index after the last one, or -1 when that has not come. */
    private int unchunk() throws Malformed {
        if (filled - bodyStart > 2 * MOST_BODY) {
            throw tooLarge();
        }
        while (true) {
            int newline = line(chunkAt);
            if (newline < 0) {
                if (filled - chunkAt > MOST_CHUNK_LINE) {
                    throw new Malformed(400, "a chunk of the request is malformed");
                }
                return -1;
            }
            String line = new String(bytes, chunkAt, newline - chunkAt, StandardCharsets.ISO_8859_1).strip();
            if (trailer) {
                chunkAt = newline + 1;
                if (line.isEmpty()) {
                    return chunkAt;
                }
                continue;
            }
            var chunk = CHUNK.matcher(line);
            if (!chunk.matches()) {
                throw new Malformed(400, "a chunk of the request is malformed");
            }
            int size = Integer.parseInt(chunk.group(1), 16);
            if (decoded + size > MOST_BODY) {
                throw tooLarge();
            }
            if (size == 0) {
                trailer = true;
                chunkAt = newline + 1;
                continue;
            }
            int after = line(newline + 1 + size);
            if (filled < newline + 1 + size || after < 0) {
                return -1;
            }
            System.arraycopy(bytes, newline + 1, bytes, bodyStart + decoded, size);
            decoded += size;
            chunkAt = after + 1;
        }
    }

    private int line(int from) {
        for (int i = from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}

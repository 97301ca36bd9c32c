package vektra.store.format;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object as maps, lists, texts, numbers, truth values and {@link #NULL}.
 *
 * <p>Every command reads some. Jackson's parser, which reads what others send, loads {@code BigDecimal}, and that class
 * computes powers for 10 to 20 ms when a JDK 25 loads it.
 */
final class JsonText {
    static final Object NULL = new Object();

    private static final int DEEPEST = 1000;
    private static final int LONGEST_NUMBER = 1000;
    private static final int END = -1;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final byte[] text;
    private int at;
    private int depth;

    private JsonText(byte[] text) {
        this.text = text;
        // the mark that some editors put before UTF-8
        at = Arrays.mismatch(text, MARK) == MARK.length ? MARK.length : 0;
    }

    /** The object that a document is. */
    static Map<String, Object> object(byte[] document) {
        return new JsonText(document).whole();
    }

    private Map<String, Object> whole() {
        switch (next()) {
            case END -> throw new Malformed("it is empty");
            case '{' -> {}
            case '[', '"', 't', 'f', 'n', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                throw new Malformed("it does not start with an object");
            default -> throw unexpected();
        }
        Map<String, Object> object = object();
        if (next() != END) {
            throw new Malformed("something follows its end");
        }
        return object;
    }

    private Object value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        open();
        if (next() == '}') {
            return close(object);
        }
        while (true) {
            expect('"');
            String name = string();
            expect(':');
            at++;
            object.put(name, value());
            if (next() == '}') {
                return close(object);
            }
            expect(',');
            at++;
        }
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        open();
        if (next() == ']') {
            return close(list);
        }
        while (true) {
            list.add(value());
            if (next() == ']') {
                return close(list);
            }
            expect(',');
            at++;
        }
    }

    private void open() {
        at++;
        if (++depth > DEEPEST) {
            throw tooMuch();
        }
    }

    private <T> T close(T whole) {
        at++;
        depth--;
        return whole;
    }

    private Object word(String word, Object means) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw unexpected();
            }
        }
        return means;
    }

    /** From its first quote on. */
    private String string() {
        at++;
        int from = at;
        StringBuilder parts = null;
        while (true) {
            int c = peek();
            if (c == '"') {
                String last = slice(from, at++);
                return parts == null ? last : parts.append(last).toString();
            }
            if (c == '\\') {
                parts = (parts == null ? new StringBuilder() : parts).append(slice(from, at++));
                parts.append(escaped());
                from = at;
            } else if (c == END || c < ' ') {
                throw unexpected();
            } else {
                at++;
            }
        }
    }

    private char escaped() {
        int c = peek();
        char means = switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> 0;
            default -> throw unexpected();
        };
        at++;
        return c == 'u' ? hexadecimal() : means;
    }

    private char hexadecimal() {
        int value = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected();
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private String slice(int from, int to) {
        String slice = new String(text, from, to - from, StandardCharsets.UTF_8);
        // what stands for bytes that are no UTF-8, unless it was written there
        if (slice.indexOf('\uFFFD') >= 0
                && !Arrays.equals(slice.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(text, from, to))) {
            throw new Malformed("it is not UTF-8");
        }
        return slice;
    }

    private Number number() {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        int first = at;
        digits();
        if (text[first] == '0' && at > first + 1) {
            at = first + 1;
            throw unexpected();
        }
        boolean whole = true;
        if (peek() == '.') {
            whole = false;
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (at - from > LONGEST_NUMBER) {
            throw tooMuch();
        }
        String number = slice(from, at);
        return whole ? whole(number) : (Number) Double.valueOf(number);
    }

    private void digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected();
        }
    }

    private static Number whole(String number) {
        // 18 digits fit whatever they are
        if (number.length() > 18) {
            BigInteger large = new BigInteger(number);
            return large.bitLength() < Long.SIZE ? (Number) large.longValue() : large;
        }
        return Long.valueOf(number);
    }

    /** The next byte that is no space, or {@link #END}. */
    private int next() {
        while (true) {
            int c = peek();
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            at++;
        }
    }

    private int peek() {
        return at < text.length ? text[at] & 0xff : END;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw unexpected();
        }
    }

    private static Malformed tooMuch() {
        return new Malformed("something in it is nested too deep or too long");
    }

    private Malformed unexpected() {
        if (at >= text.length) {
            return new Malformed("it is truncated");
        }
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            if (text[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Malformed("it is not JSON at line " + line + ", column " + (at - start + 1));
    }
}

package vektra.drain.encode;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows, and that is filled again and again. */
public final class Bytes extends OutputStream {
    /** Beyond that a buffer that one long line made is given back. */
    private static final int KEPT = 1 << 19;

    private static final int FIRST = 1 << 10;

    private byte[] array = new byte[FIRST];
    private int length;

    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
        if (array.length > KEPT) {
            array = new byte[FIRST];
        }
    }

    /** Makes it as short as it was at some time. */
    void cut(int shorter) {
        length = shorter;
    }

    public void put(int b) {
        if (length == array.length) {
            grow(1);
        }
        array[length++] = (byte) b;
    }

    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int from, int to) {
        int more = to - from;
        if (array.length - length < more) {
            grow(more);
        }
        System.arraycopy(bytes, from, array, length, more);
        length += more;
    }

    public void put(Bytes other) {
        put(other.array, 0, other.length);
    }

    public void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a number that is not negative. */
    void decimal(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        digits(number, digits);
    }

    /** Writes the last digits of a number. */
    void digits(long number, int count) {
        if (array.length - length < count) {
            grow(count);
        }
        long rest = number;
        for (int at = length + count - 1; at >= length; at--) {
            array[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    boolean endsWith(int b) {
        return length > 0 && array[length - 1] == b;
    }

    @Override
    public void write(int b) {
        put(b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        put(bytes, from, from + count);
    }

    private void grow(int more) {
        array = Arrays.copyOf(array, Math.max(length + more, array.length * 2));
    }

    @Override
    public String toString() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }
}

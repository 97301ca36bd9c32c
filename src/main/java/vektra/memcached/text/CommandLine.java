package vektra.memcached.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vektra.memcached.cache.Decimal;
import vektra.memcached.cache.Key;
import vektra.memcached.wire.Input;

/** The words of one line of the text protocol, read in place; valid while the input is not read further. */
final class CommandLine {
    /** Words after these are not looked at: no command but the gets, which read their own line, takes so many. */
    private static final int MAX_WORDS = 24;

    private final int[] starts = new int[MAX_WORDS];
    private final int[] ends = new int[MAX_WORDS];
    private byte[] buffer = Input.nothing();
    private int count;
    private boolean noreply;

    /** Splits the bytes from one place in a buffer to another, which is where the newline is. */
    void split(byte[] line, int from, int newline) {
        buffer = line;
        count = 0;
        noreply = false;
        // like memcached, which leaves the return of an otherwise empty line: it is then an unknown command
        int to = newline - from > 1 && line[newline - 1] == '\r' ? newline - 1 : newline;
        int start = from;
        for (int i = from; i <= to && count < MAX_WORDS; i++) {
            if (i == to || line[i] == ' ') {
                if (i > start) {
                    starts[count] = start;
                    ends[count] = i;
                    count++;
                }
                start = i + 1;
            }
        }
    }

    int count() {
        return count;
    }

    /** Where a word begins in the buffer. */
    int start(int index) {
        return starts[index];
    }

    int length(int index) {
        return ends[index] - starts[index];
    }

    byte at(int index, int offset) {
        return buffer[starts[index] + offset];
    }

    String word(int index) {
        return new String(buffer, starts[index], length(index), StandardCharsets.ISO_8859_1);
    }

    boolean is(int index, String word) {
        return length(index) == word.length() && word(index).equals(word);
    }

    /** @throws BadRequest unless the line has so many words */
    void require(int least, int most) {
        if (count < least || count > most) {
            throw new BadRequest("ERROR");
        }
    }

    /** From here on nothing is answered, if the last word says so. */
    void heedNoreply() {
        noreply = is(count - 1, "noreply");
    }

    boolean isNoreply() {
        return noreply;
    }

    byte[] bytes(int index) {
        return Arrays.copyOfRange(buffer, starts[index], ends[index]);
    }

    /** @throws BadRequest unless the word can be a key */
    Key key(int index) {
        if (!Key.isText(buffer, starts[index], ends[index])) {
            throw new BadRequest(BadRequest.FORMAT);
        }
        return new Key(bytes(index));
    }

    /** The unsigned 64-bit number a word is from some place on; else a {@link BadRequest} of this answer. */
    long unsigned(int index, int offset, String answer) {
        try {
            return Decimal.unsigned(buffer, starts[index] + offset, ends[index]);
        } catch (NumberFormatException e) {
            throw new BadRequest(answer);
        }
    }

    /** The unsigned 32-bit number a word is from some place on; else a {@link BadRequest} of this answer. */
    int unsigned32(int index, int offset, String answer) {
        long number = unsigned(index, offset, answer);
        if (number >>> Integer.SIZE != 0) {
            throw new BadRequest(answer);
        }
        return (int) number;
    }

    /** The signed 64-bit number a word is from some place on; else a {@link BadRequest} of this answer. */
    long signed(int index, int offset, String answer) {
        try {
            return Decimal.signed(buffer, starts[index] + offset, ends[index]);
        } catch (NumberFormatException e) {
            throw new BadRequest(answer);
        }
    }
}

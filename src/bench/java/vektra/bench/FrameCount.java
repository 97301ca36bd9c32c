package vektra.bench;

import java.util.BitSet;

/** Counts frames with octet count by the number at the end of each. */
final class FrameCount {
    /**
     * What came so far.
     *
     * @param different how many of the expected messages came
     * @param twice how many came once more
     * @param first when the first one came, by {@link System#nanoTime}, which processes of a machine share; or 0
     * @param last when the last one came
     */
    record Counts(long different, long twice, long first, long last) {
        static Counts parse(String line) {
            String[] words = line.split(" ", -1);
            return new Counts(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]));
        }

        String line() {
            return different + " " + twice + " " + first + " " + last;
        }
    }

    private static final int DIGITS = 10;

    private BitSet seen = new BitSet();
    private int expected;
    private long different;
    private long twice;
    private long first;
    private long last;

    synchronized void reset(int count) {
        seen = new BitSet(count);
        expected = count;
        different = 0;
        twice = 0;
        first = 0;
    }

    synchronized Counts counts() {
        return new Counts(different, twice, first, last);
    }

    /** Counts the whole frames; how many bytes they are. */
    synchronized int take(byte[] buffer, int filled) {
        last = System.nanoTime();
        if (first == 0) {
            first = last;
        }
        int at = 0;
        while (true) {
            int length = 0;
            int digit = at;
            while (digit < filled && buffer[digit] != ' ') {
                length = length * 10 + buffer[digit++] - '0';
            }
            int end = digit + 1 + length;
            if (digit >= filled || end > filled) {
                return at;
            }
            // rsyslog counts a line feed into the frame
            count(buffer, buffer[end - 1] == '\n' ? end - 1 : end);
            at = end;
        }
    }

    private void count(byte[] buffer, int end) {
        int number = 0;
        for (int i = end - DIGITS; i < end; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return; // some other message, such as a notice
            }
            number = number * 10 + digit;
        }
        if (number >= expected) {
            return;
        }
        if (seen.get(number)) {
            twice++;
        } else {
            seen.set(number);
            different++;
        }
    }
}

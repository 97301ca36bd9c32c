package vektra.drain.connect;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the answers on a connection in a thread of its own, so that its end is noticed also between two requests. */
final class Answers implements Link.Reader {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int HEX = 16;
    /** Answered last: nothing comes any more. */
    private static final int OVER = 0;

    /** Of one answer with its body and what comes before it: nothing that confirms lines is nearly as long. */
    private static final int LONGEST = 1 << 20;
    /** One request is under way at a time; more answers than this were not asked for. */
    private static final int MOST_UNREAD = 16;

    private final BlockingQueue<Integer> codes = new LinkedBlockingQueue<>(MOST_UNREAD);

    /** The code of the next answer. */
    int next(int patience, TimeUnit unit) throws IOException {
        try {
            Integer code = codes.poll(patience, unit);
            if (code == null) {
                throw new SocketTimeoutException(
                        "no answer within " + patience + " " + unit.name().toLowerCase(Locale.ROOT));
            }
            if (code == OVER) {
                codes.add(OVER);
                throw new EOFException("it closed the connection before it answered");
            }
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void read(InputStream raw) throws IOException {
        try {
            Bounded in = new Bounded(new BufferedInputStream(raw));
            boolean more = true;
            while (more) {
                String status = line(in);
                more = status != null && answer(status, in);
            }
        } finally {
            if (!codes.offer(OVER)) {
                codes.clear();
                codes.add(OVER);
            }
        }
    }

    private void answered(int code) throws IOException {
        if (!codes.offer(code)) {
            throw new IOException("it sent an answer without a request");
        }
    }

    /** A stream that ends in an error when one answer takes too much of it. */
    private static final class Bounded {
        private final InputStream in;
        private long left = LONGEST;

        private Bounded(InputStream in) {
            this.in = in;
        }

        /** Another answer begins. */
        private void begin() {
            left = LONGEST;
        }

        private int read() throws IOException {
            take(1);
            return in.read();
        }

        private void skipNBytes(long count) throws IOException {
            take(count);
            in.skipNBytes(count);
        }

        private void take(long count) throws IOException {
            if (count < 0 || count > left) {
                throw new IOException("the answer is too long");
            }
            left -= count;
        }
    }

    /** Whether another may follow. */
    private boolean answer(String status, Bounded in) throws IOException {
        if (!status.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new IOException("it does not speak HTTP");
        }
        int code = Integer.parseInt(status.substring(9, 12));
        long length = -1;
        boolean chunked = false;
        boolean last = status.startsWith("HTTP/1.0");
        for (String header = whole(in); !header.isEmpty(); header = whole(in)) {
            String plain = header.toLowerCase(Locale.ROOT);
            String value = plain.substring(plain.indexOf(':') + 1).strip();
            if (plain.startsWith("content-length:")) {
                length = number(value, 10);
            } else if (plain.startsWith("transfer-encoding:")) {
                chunked = value.endsWith("chunked");
            } else if (plain.startsWith("connection:")) {
                last |= value.equals("close");
            }
        }
        if (code < 200) {
            return true; // the answer itself follows
        }
        boolean empty = code == 204 || code == 304;
        if (!empty) {
            last |= !chunked && length < 0;
            // known before its body is read: who answers "no" may never say the rest
            answered(code);
            body(in, chunked, length);
        } else {
            answered(code);
        }
        in.begin();
        return !last;
    }

    private static void body(Bounded in, boolean chunked, long length) throws IOException {
        if (chunked) {
            long size;
            do {
                size = number(whole(in).replaceFirst(";.*", "").strip(), HEX);
                in.skipNBytes(size);
                if (size > 0) {
                    whole(in);
                }
            } while (size > 0);
            while (!whole(in).isEmpty()) {
                // what trails says nothing to us
            }
        } else if (length > 0) {
            in.skipNBytes(length);
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("it does not speak HTTP", e);
        }
    }

    private static String whole(Bounded in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException("it closed the connection in the middle of an answer");
        }
        return line;
    }

    /** A line without its end; null at the end of the stream. */
    private static @Nullable String line(Bounded in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                if (line.length() == 0) {
                    return null;
                }
                throw new EOFException("it closed the connection in the middle of an answer");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of the answer is too long");
            }
            line.append((char) b);
        }
        return line.toString().replaceFirst("\r$", "");
    }
}

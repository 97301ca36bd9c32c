package vektra.monitors.check;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response of HTTP; of the body no more is read than its first MiB. */
record Response(int status, String body) {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( .*)?");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \t]*(;.*)?");

    /** @param end when the time is over, of the clock that counts nanoseconds */
    static Response read(InputStream from, boolean withBody, long end) throws IOException {
        return new Reader(new BufferedInputStream(from), end).response(withBody);
    }

    private static final class Reader {
        private final InputStream in;
        private final long end;
        private int left = LONGEST_HEAD;

        private Reader(InputStream in, long end) {
            this.in = in;
            this.end = end;
        }

        private Response response(boolean withBody) throws IOException {
            while (true) {
                String first = line();
                Matcher status = STATUS.matcher(first);
                if (!status.matches()) {
                    throw new IOException("the answer is not HTTP");
                }
                boolean chunked = false;
                int length = LONGEST_BODY;
                for (String header = line(); !header.isEmpty(); header = line()) {
                    String lower = header.toLowerCase(Locale.ROOT);
                    chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
                    if (lower.matches("content-length: *[0-9]{1,9} *")) {
                        length = Integer.parseInt(
                                lower.substring(lower.indexOf(':') + 1).strip());
                    }
                }
                int code = Integer.parseInt(status.group(1));
                // such as 103, which is followed by the answer itself
                if (code / 100 != 1) {
                    return new Response(code, withBody ? body(chunked, length) : "");
                }
            }
        }

        private String body(boolean chunked, int length) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (!chunked) {
                take(Math.min(length, LONGEST_BODY), body);
            } else {
                for (int size = chunk(); size > 0 && body.size() < LONGEST_BODY; size = chunk()) {
                    take(Math.min(size, LONGEST_BODY), body);
                    line();
                }
            }
            return body.toString(StandardCharsets.UTF_8);
        }

        private int chunk() throws IOException {
            left = LONGEST_HEAD;
            Matcher size = CHUNK.matcher(line());
            if (!size.matches()) {
                throw new IOException("the body of the answer is torn");
            }
            return (int) Math.min(Long.parseLong(size.group(1), 16), LONGEST_BODY + 1);
        }

        private void take(int count, ByteArrayOutputStream into) throws IOException {
            byte[] buffer = new byte[8192];
            int missing = count;
            while (missing > 0) {
                int read = in.read(buffer, 0, Math.min(missing, buffer.length));
                if (read < 0) {
                    return;
                }
                requireTime();
                into.write(buffer, 0, read);
                missing -= read;
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException();
                }
                if (--left < 0) {
                    throw new IOException("the head of the answer does not end");
                }
                requireTime();
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        /** A server that sends a byte now and then keeps within every timeout of the socket. */
        private void requireTime() throws IOException {
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException();
            }
        }
    }
}

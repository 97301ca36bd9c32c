package vektra.store.etcd;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.store.format.Malformed;
import vektra.store.format.Node;

/** A connection to a member: one request of HTTP after the other. */
final class Wire implements Closeable {
    private static final int LONGEST_LINE = 1 << 14;

    /** Bytes of an answer in a millisecond, at the least. */
    private static final int SLOWEST = 16;

    private final Closeable socket;
    private final Arriving arriving;
    private final InputStream in;
    private final OutputStream out;
    private final Patience patience;
    private final String member;
    private boolean usable = true;

    /** Sets how many milliseconds the next read may take. */
    interface Patience {
        void of(int milliseconds) throws IOException;
    }

    /** What arrives, which ends with a timeout once it is too slow. */
    private static final class Arriving extends FilterInputStream {
        private long began;
        private long patience;
        private long read;

        private Arriving(InputStream in) {
            super(in);
        }

        private void begin(long milliseconds) {
            began = System.nanoTime();
            patience = milliseconds;
            read = 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            // what is there already is read, however long this process stood still
            boolean late = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) > patience + read / SLOWEST;
            if (late && available() == 0) {
                throw new SocketTimeoutException("Read timed out");
            }
            int count = super.read(bytes, offset, length);
            read += Math.max(0, count);
            return count;
        }
    }

    /** What a member answered. */
    static final class Answer {
        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }

        /** Why it refuses. */
        String said() {
            try {
                Node error = Node.parse(body);
                if (error.has("error")) {
                    return error.text("error");
                }
            } catch (IOException | Malformed e) {
                // it is a proxy's, or nothing
            }
            String text = new String(body, StandardCharsets.UTF_8).strip();
            return "HTTP " + status
                    + (text.isEmpty() ? "" : " " + text.lines().findFirst().orElse(""));
        }
    }

    private Wire(Closeable socket, InputStream in, OutputStream out, Patience patience, String member) {
        this.socket = socket;
        this.arriving = new Arriving(in);
        this.in = new BufferedInputStream(arriving);
        this.out = out;
        this.patience = patience;
        this.member = member;
    }

    static Wire to(String member, @Nullable Secured secured, int milliseconds) throws IOException {
        int colon = member.lastIndexOf(':');
        String host = member.substring(0, colon).replaceAll("[\\[\\]]", "");
        int port = Integer.parseInt(member.substring(colon + 1));
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(milliseconds);
            plain.connect(new InetSocketAddress(host, port), milliseconds);
            Socket socket = secured == null ? plain : secured.over(plain, host, port);
            return new Wire(socket, socket.getInputStream(), socket.getOutputStream(), socket::setSoTimeout, member);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    static Wire to(UnixSocket socket) {
        return new Wire(socket, socket.in(), socket.out(), socket::patience, "localhost");
    }

    /**
     * Sends a request and waits for the answer, so many milliseconds for each piece of it, and for the whole as long as at a
     * rate that no network falls below: an answer that trickles in keeps no command waiting.
     */
    Answer post(String path, byte[] body, int milliseconds) throws IOException {
        usable = false;
        patience.of(milliseconds);
        arriving.begin(milliseconds);
        ByteArrayOutputStream request = new ByteArrayOutputStream(body.length + 256);
        request.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: " + member + "\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        out.write(request.toByteArray());
        out.flush();
        try {
            return answer();
        } catch (ArithmeticException | IllegalArgumentException e) {
            // a length that is none
            throw new IOException("no HTTP", e);
        }
    }

    /** Whether another request may follow. */
    boolean isUsable() {
        return usable;
    }

    private Answer answer() throws IOException {
        String[] first = line().split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[0-9]{3}")) {
            throw new IOException("no HTTP");
        }
        long length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                last = lower.contains("close");
            }
        }
        byte[] body = chunked ? chunks() : length < 0 ? in.readAllBytes() : exactly(length);
        usable = !last && (chunked || length >= 0);
        return new Answer(Integer.parseInt(first[1]), body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            int semicolon = size.indexOf(';');
            long length = Long.parseLong((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
            if (length == 0) {
                while (!line().isEmpty()) {}
                return body.toByteArray();
            }
            body.writeBytes(exactly(length));
            line();
        }
    }

    private byte[] exactly(long length) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(length));
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException();
            }
            if (one != '\r') {
                line.append((char) one);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

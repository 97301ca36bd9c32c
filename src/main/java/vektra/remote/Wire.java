package vektra.remote;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import vektra.tls.Contexts;

/**
 * One connection to a server, for one request of HTTP after the other. The client of the JDK would take longer to load than
 * most commands take.
 */
final class Wire implements AutoCloseable {
    private static final int CONNECTING = 10_000;
    /** The server says something every few seconds, even when there is nothing to say. */
    private static final int SILENCE = 30_000;

    private static final int LONGEST_LINE = 1 << 14;
    private static final int MOST_HEADERS = 100;

    private final Remote remote;
    private final Socket socket;
    private final InputStream in;

    private Wire(Remote remote, Socket socket) throws IOException {
        this.remote = remote;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    }

    /** An answer whose body is still to be read, which has to happen before the next request. */
    record Reply(int status, Map<String, String> headers, InputStream body) {}

    static Wire open(Remote remote) throws IOException {
        Socket plain = new Socket();
        boolean done = false;
        try {
            plain.connect(new InetSocketAddress(remote.host(), remote.port()), CONNECTING);
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(SILENCE);
            Wire wire = new Wire(remote, remote.encrypted() ? encrypted(remote, plain) : plain);
            done = true;
            return wire;
        } finally {
            if (!done) {
                plain.close();
            }
        }
    }

    private static Socket encrypted(Remote remote, Socket plain) throws IOException {
        try {
            String authority = remote.authority();
            SSLContext context = authority == null ? SSLContext.getDefault() : Contexts.client(Path.of(authority));
            SSLSocket socket = Contexts.verified(context.getSocketFactory(), plain, remote.host(), remote.port());
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up", e);
        }
    }

    /** @param type of the body; a GET has none */
    Reply send(String method, String path, String type, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(remote.url().getRawPath()).append(path);
        head.append(" HTTP/1.1\r\nHost: ").append(remote.url().getRawAuthority());
        head.append("\r\nAuthorization: Bearer ").append(remote.token().reveal());
        head.append("\r\n").append(Protocol.HEADER).append(": ").append(Protocol.VERSION);
        if (!method.equals("GET")) {
            head.append("\r\nContent-Type: ").append(type);
            head.append("\r\nContent-Length: ").append(body.length);
        }
        head.append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream(body.length + head.length());
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        return reply();
    }

    private Reply reply() throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5][0-9][0-9]")) {
            throw new IOException("the answer is not HTTP");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0 && headers.size() < MOST_HEADERS) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        String length = headers.getOrDefault("content-length", "0");
        return new Reply(
                Integer.parseInt(status[1]),
                headers,
                new Body(in, chunked, length.matches("[0-9]{1,12}") ? Long.parseLong(length) : 0));
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    /** The body of an answer: so many bytes, or pieces, each behind its length, the last of none. */
    private static final class Body extends InputStream {
        private final InputStream in;
        private final boolean chunked;
        private long left;
        private boolean begun;
        private boolean ended;

        /** @param length of all of it, unless it is chunked */
        private Body(InputStream in, boolean chunked, long length) {
            this.in = in;
            this.chunked = chunked;
            this.left = chunked ? 0 : length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                // asked for so by readNBytes, which must not wait for the next piece
                return 0;
            }
            if (left == 0 && !ended) {
                next();
            }
            if (ended) {
                return -1;
            }
            int read = in.read(bytes, from, (int) Math.min(left, length));
            if (read < 0) {
                throw new EOFException("the connection was closed");
            }
            left -= read;
            return read;
        }

        private void next() throws IOException {
            if (!chunked) {
                ended = true;
                return;
            }
            if (begun) {
                line(in);
            }
            begun = true;
            String size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new IOException("a piece of unknown length");
            }
            left = Long.parseLong(size, 16);
            if (left == 0) {
                line(in);
                ended = true;
            }
        }
    }
}

package vektra.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A socket for exchanges that are exact to the byte; characters are bytes (ISO 8859-1). */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) {
        this(port, new Socket());
    }

    private RawClient(int port, Socket socket) {
        this.socket = socket;
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client for which the system takes hardly any bytes before they are read. */
    static RawClient withSmallBuffer(int port) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            return new RawClient(port, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String bytes) {
        send(bytes.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends lines of the text protocol and expects just these lines, and nothing after them. */
    void exchange(String request, String answer) {
        send(request + "mn\r\n");
        assertThat(readUntil("MN\r\n")).as("answer to %s", request).isEqualTo(answer + "MN\r\n");
    }

    /** What comes up to and including these bytes, or up to the end. */
    String readUntil(String end) {
        StringBuilder read = new StringBuilder();
        char last = end.charAt(end.length() - 1);
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                read.append((char) b);
                if (b == last
                        && read.lastIndexOf(end) == read.length() - end.length()
                        && read.length() >= end.length()) {
                    break;
                }
            }
        } catch (SocketException e) {
            read.append("<reset>");
        } catch (IOException e) {
            throw new UncheckedIOException("after " + read, e);
        }
        return read.toString();
    }

    byte[] read(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            assertThat(bytes).as("bytes before the end").hasSize(count);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes until the server closes the connection. */
    String readAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                all.write(b);
            }
        } catch (SocketException e) {
            return all.toString(ISO_8859_1) + "<reset>";
        } catch (IOException e) {
            throw new UncheckedIOException("after " + all, e);
        }
        return all.toString(ISO_8859_1);
    }

    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> stats(String group) {
        send("stats " + group + "\r\n");
        Map<String, String> stats = new LinkedHashMap<>();
        for (String line : readUntil("END\r\n").split("\r\n")) {
            String[] words = line.split(" ", 3);
            if (words.length == 3) {
                stats.put(words[1], words[2]);
            }
        }
        return stats;
    }

    long stat(String name) {
        return Long.parseLong(stats("").get(name));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

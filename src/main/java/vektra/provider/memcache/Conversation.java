package vektra.provider.memcache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import vektra.model.service.HostPort;
import vektra.model.text.Shown;

/**
 * One connection to one memcached, in its text protocol. A plain socket and not the apps' driver, whose timeouts also
 * count the time in which this process waits for a CPU: on a busy machine it takes a healthy server for a hung one.
 */
final class Conversation implements Closeable {
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_FIGURES = 1000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /** @param patience the longest silence borne at each step; a busy machine may need many steps */
    Conversation(HostPort host, Duration patience) throws IOException {
        try {
            InetSocketAddress address = new InetSocketAddress(host.host(), host.port());
            if (address.isUnresolved()) {
                throw new UnknownHostException(host.host());
            }
            int millis = Math.toIntExact(patience.toMillis());
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The version of the server, such as {@code 1.6.18}. */
    String version() throws IOException {
        String answer = ask("version\r\n");
        if (!answer.matches("VERSION [0-9].*")) {
            throw notUnderstood(answer);
        }
        return answer.substring("VERSION ".length()).strip();
    }

    /** What the server counts about itself. */
    Map<String, String> stats() throws IOException {
        Map<String, String> stats = new LinkedHashMap<>();
        for (String line = ask("stats\r\n"); !line.equals("END"); line = line()) {
            String[] words = line.split(" ", 3);
            if (words.length != 3 || !words[0].equals("STAT") || stats.size() == MOST_FIGURES) {
                throw notUnderstood(line);
            }
            stats.put(words[1], words[2]);
        }
        return stats;
    }

    /** Writes a key and takes it away again: the server takes what an app would write. */
    void tryKey(String key) throws IOException {
        String stored = ask("set " + key + " 0 60 2\r\nok\r\n");
        if (!stored.equals("STORED")) {
            throw notUnderstood(stored);
        }
        String deleted = ask("delete " + key + "\r\n");
        if (!deleted.equals("DELETED") && !deleted.equals("NOT_FOUND")) {
            throw notUnderstood(deleted);
        }
    }

    private String ask(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return line();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw line.isEmpty() ? new EOFException() : notUnderstood(line.toString());
            }
            if (line.length() == LONGEST_LINE) {
                throw notUnderstood(line.toString());
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static ProtocolException notUnderstood(String answer) {
        return new ProtocolException(Shown.quoted(answer));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

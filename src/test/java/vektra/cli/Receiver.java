package vektra.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.fixture.Door;
import vektra.fixture.Ports;

/** The destination of a syslog drain: takes octet-counted frames over TCP, and can be as bad as real ones are. */
final class Receiver implements AutoCloseable {
    private static final Pattern HEADER = Pattern.compile("(?s)^<\\d+>1 (\\S+ ){5}(-|\\[.*?[^\\\\]\\]) ?");

    private final int port;
    private final List<String> frames = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private @Nullable Door listening;
    private long cutAfter = Long.MAX_VALUE;
    private int cuts;
    private boolean reading = true;

    /** One that does not listen yet. */
    Receiver() {
        port = Ports.free();
    }

    static Receiver listening() {
        return new Receiver().up();
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    synchronized Receiver up() {
        if (listening == null) {
            listening = new Door(Door.at(port), this::take);
        }
        return this;
    }

    /** Stops listening and resets every connection, as a process does that is killed with unread input. */
    synchronized void down() {
        if (listening != null) {
            listening.close();
            listening = null;
        }
    }

    /** Reads on, or leaves everything unread. */
    synchronized void read(boolean on) {
        reading = on;
        notifyAll();
    }

    /** The next connections, so many of them, are each reset once so many bytes came over it. */
    synchronized void cut(int connections, long bytes) {
        cuts = connections;
        cutAfter = bytes;
    }

    /** How many are still to be cut. */
    synchronized int cuts() {
        return cuts;
    }

    /** The frames that came whole. */
    synchronized List<String> frames() {
        return List.copyOf(frames);
    }

    /** The messages of the frames, without their headers. */
    synchronized List<String> messages() {
        return messagesAfter(0);
    }

    /** Those after the first so many: of hundreds of thousands a test looks at each once. */
    synchronized List<String> messagesAfter(int count) {
        return List.copyOf(messages.subList(count, messages.size()));
    }

    /** What came that is no frame, although one should have begun there. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    private void take(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        long bytes = 0;
        while (true) {
            mayRead();
            StringBuilder digits = new StringBuilder();
            int next = in.read();
            while (next >= '0' && next <= '9') {
                digits.append((char) next);
                next = in.read();
            }
            if (next < 0) {
                return;
            }
            if (next != ' ' || digits.isEmpty() || digits.length() > 7) {
                broken.add(digits + "" + (char) next);
                return;
            }
            int length = Integer.parseInt(digits.toString());
            byte[] frame = in.readNBytes(length);
            if (frame.length < length) {
                return;
            }
            bytes += length;
            synchronized (this) {
                String text = new String(frame, StandardCharsets.UTF_8);
                frames.add(text);
                messages.add(HEADER.matcher(text).replaceFirst(""));
                if (bytes > cutAfter && cuts > 0) {
                    cuts--;
                    Door.reset(socket);
                    return;
                }
            }
        }
    }

    private synchronized void mayRead() {
        try {
            while (!reading) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        down();
        read(true);
    }
}

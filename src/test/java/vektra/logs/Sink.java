package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vektra.fixture.Door;

/** The destination of drains: takes lines over TCP and keeps them. */
public final class Sink implements AutoCloseable {
    private final Door door;
    private final List<String> lines = new ArrayList<>();
    private volatile boolean reading = true;

    public Sink() {
        this(0);
    }

    public Sink(int port) {
        door = new Door(Door.at(port), this::read);
    }

    public int port() {
        return door.port();
    }

    String target() {
        return "127.0.0.1:" + port();
    }

    /** Whether what comes is read. */
    void reads(boolean wanted) {
        synchronized (this) {
            reading = wanted;
            notifyAll();
        }
    }

    synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }

    public synchronized int count() {
        return lines.size();
    }

    synchronized String last() {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    int connections() {
        return door.connections();
    }

    /** Every message once, in the order in which it came first; repeats are known by their sequence. */
    public List<String> messages() {
        Set<String> seen = new HashSet<>();
        List<String> messages = new ArrayList<>();
        for (String line : lines()) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("0") || seen.add(words[0])) {
                messages.add(words[2]);
            }
        }
        return messages;
    }

    /** Cuts off all who are connected. */
    void reset() {
        door.reset();
    }

    private void read(Socket socket) throws IOException {
        try {
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            awaitReading();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                synchronized (this) {
                    lines.add(line.toString(UTF_8));
                }
                line.reset();
                awaitReading();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitReading() throws InterruptedException {
        while (!reading) {
            wait();
        }
    }

    @Override
    public void close() {
        door.close();
    }
}

package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The far end of drains: takes lines over TCP and keeps them. */
final class Sink implements AutoCloseable {
    private final ServerSocket door;
    private final List<String> lines = new ArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean reading = true;
    private int connections;

    Sink() {
        this(0);
    }

    Sink(int port) {
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "sink");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
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

    synchronized int count() {
        return lines.size();
    }

    synchronized String last() {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    synchronized int connections() {
        return connections;
    }

    /** Every message once, in the order in which it came first; repeats are known by their sequence. */
    List<String> messages() {
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
        for (Socket socket : sockets) {
            sockets.remove(socket);
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // it is gone already
                continue;
            }
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                sockets.add(socket);
                synchronized (this) {
                    connections++;
                }
                Thread thread = new Thread(() -> read(socket), "sink-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void read(Socket socket) {
        try (socket) {
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
        } catch (IOException | InterruptedException e) {
            return;
        }
    }

    private synchronized void awaitReading() throws InterruptedException {
        while (!reading) {
            wait();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }
}

package vektra.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        sockets.clear();
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
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 1 << 16);
            awaitReading();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (this) {
                    lines.add(line);
                }
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

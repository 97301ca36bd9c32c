package vektra.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;

/** Stands between a client and a server, and spoils what the server answers while it is set to. */
final class GarblingProxy implements AutoCloseable {
    private static final int LATE_MILLIS = 2500;

    private final int server;
    private final ServerSocket door;
    private volatile Fault fault = Fault.NONE;
    private volatile Random random = new Random(0);

    /** What happens to the answers of a connection; where in them is drawn by lot, for each connection anew. */
    enum Fault {
        NONE,
        CUT,
        LATE,
        FLIPPED
    }

    /**
     * Opens at a port of its own.
     *
     * @param server the port of the real one, on loopback
     */
    GarblingProxy(int server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From the next connection on. */
    void spoil(Fault next, long seed) {
        random = new Random(seed);
        fault = next;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                Fault now = fault;
                long lot = random.nextLong();
                daemon(() -> pass(client, there, Fault.NONE, lot));
                daemon(() -> pass(there, client, now, lot));
            } catch (IOException e) {
                // closed, or a server that is gone: the client sees it
            }
        }
    }

    private static void pass(Socket from, Socket to, Fault fault, long lot) {
        Random random = new Random(lot);
        // small numbers are the more likely, since most answers are short
        int at = random.nextInt(1 + random.nextInt(2000));
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            int passed = 0;
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                int here = at - passed;
                if (fault != Fault.NONE && here >= 0 && here < length) {
                    switch (fault) {
                        case CUT -> {
                            out.write(buffer, 0, here);
                            return;
                        }
                        case LATE -> Thread.sleep(LATE_MILLIS);
                        default -> buffer[here] ^= (byte) (1 << random.nextInt(8));
                    }
                    at += fault == Fault.FLIPPED ? 1 + random.nextInt(300) : 0;
                }
                out.write(buffer, 0, length);
                passed += length;
            }
        } catch (IOException e) {
            // one side hung up, so both do
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

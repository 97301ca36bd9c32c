package vektra.remote;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends pieces of input, one after the other. Each says where it begins, so that one that may have been lost can be sent
 * once more.
 */
final class Sender implements AutoCloseable {
    private static final String BYTES = "application/octet-stream";
    /** The server closes connections on which no request came for longer. */
    private static final long IDLE = TimeUnit.SECONDS.toNanos(3);

    private final RemoteServer server;
    private final String path;
    private @Nullable Wire wire;
    private long usedAt;
    private long sent;

    Sender(RemoteServer server, String id) {
        this.server = server;
        this.path = Protocol.INPUT + id;
    }

    /**
     * Sends one more; while one is on its way, others wait.
     *
     * @param last whether nothing follows it
     */
    synchronized void send(byte[] piece, boolean last) throws IOException {
        String to = path + "?at=" + sent + (last ? "&last=true" : "");
        Wire used = wire;
        boolean fresh = used == null || System.nanoTime() - usedAt > IDLE;
        if (fresh && used != null) {
            used.close();
            wire = null;
        }
        try {
            post(to, piece);
        } catch (IOException e) {
            if (fresh) {
                throw e;
            }
            close();
            post(to, piece);
        }
        sent += piece.length;
        usedAt = System.nanoTime();
    }

    private void post(String to, byte[] piece) throws IOException {
        Wire open = wire == null ? Wire.open(server.remote()) : wire;
        wire = open;
        server.checked(open.send("POST", to, BYTES, piece)).body().readAllBytes();
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}

package vektra.logs.syslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/** A connection, and when something came over it. */
final class Sender implements ReadableByteChannel {
    private final SocketChannel connection;
    private volatile boolean heard;
    private volatile long last = System.nanoTime();

    Sender(SocketChannel connection) {
        this.connection = connection;
    }

    SocketChannel connection() {
        return connection;
    }

    /** Whether anything ever came. */
    boolean heard() {
        return heard;
    }

    /** When something last came, or it connected, on the clock of {@link System#nanoTime}. */
    long last() {
        return last;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        int read = connection.read(bytes);
        heard = true;
        last = System.nanoTime();
        return read;
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}

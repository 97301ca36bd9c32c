package vektra.provider.sqs.server.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One thread reads and writes for all connections, so that neither slow nor waiting clients keep others from being
 * served. All memory that requests and answers under way take is bounded: the slowest gives way.
 */
public final class WebServer implements Runnable {
    private static final int BUFFER = 64 << 10;
    /** Milliseconds. */
    private static final int WAIT = 500;

    /**
     * What clients may take of the server.
     *
     * @param connections open at a time
     * @param memory bytes of requests and answers under way
     * @param idle seconds that a connection may do nothing
     * @param slow seconds that a request may take to arrive, or an answer to be taken
     */
    public record Limits(int connections, long memory, int idle, int slow) {}

    private final Handler handler;
    private final Executor workers;
    private final Connections connections;
    private final @Nullable Encryption encryption;
    /** Of its own, so that requests do not wait behind any number of handshakes. */
    private final Executor handshakes = Executors.newSingleThreadExecutor();

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer record = ByteBuffer.allocateDirect(BUFFER);
    private final Queue<Runnable> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    /** @param encryption null for a server without TLS */
    public WebServer(
            InetSocketAddress address,
            Handler handler,
            Executor workers,
            Limits limits,
            @Nullable Encryption encryption)
            throws IOException {
        this.handler = handler;
        this.workers = workers;
        this.encryption = encryption;
        selector = Selector.open();
        connections = new Connections(selector, workers, limits);
        listening = ServerSocketChannel.open();
        listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listening.configureBlocking(false);
        listening.bind(address, 1 << 10);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves until its thread is interrupted. */
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                selector.select(this::ready, WAIT);
            } catch (IOException e) {
                throw new IllegalStateException("connections cannot be waited for", e);
            }
            doFinished();
            connections.sweep();
        }
    }

    /** What other threads have finished, and is now to be done by this one. */
    private void doFinished() {
        woken.set(false);
        for (Runnable next = finished.poll(); next != null; next = finished.poll()) {
            next.run();
        }
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
            return;
        }
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isValid() && key.isWritable()) {
                connection.flush(System.nanoTime());
                connections.count(connection);
                proceed(connection);
            }
            if (key.isValid() && key.isReadable()) {
                boolean more = connection.read(buffer, System.nanoTime());
                connections.count(connection);
                if (more) {
                    proceed(connection);
                } else {
                    connections.drop(connection);
                }
            }
        } catch (IOException | RuntimeException e) {
            connections.drop(connection);
        }
        connections.freeMemory();
    }

    private void accept() {
        try {
            for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
                if (connections.hasRoom()) {
                    serve(channel);
                } else {
                    channel.close();
                }
            }
        } catch (IOException e) {
            // no descriptor is free, or the client is gone
            connections.dropSlowest();
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        boolean required = encryption != null && encryption.isRequired();
        Connection connection = new Connection(channel, key, this::secure, required, System.nanoTime());
        connections.count(connection);
        key.attach(connection);
    }

    private Line secure(Connection connection) {
        if (encryption == null) {
            return new PlainLine(connection.channel());
        }
        return new TlsLine(
                connection.channel(),
                encryption.engine(),
                record,
                work -> handshakes.execute(() -> {
                    if (!connection.isClosed()) {
                        work.run();
                        soon(() -> resume(connection));
                    }
                }));
    }

    private void resume(Connection connection) {
        try {
            if (connection.resume()) {
                connections.count(connection);
                proceed(connection);
            } else {
                connections.drop(connection);
            }
        } catch (IOException | RuntimeException e) {
            connections.drop(connection);
        }
    }

    /** Has the next request answered, when it is there. */
    private void proceed(Connection connection) throws IOException {
        if (connection.isLast()) {
            return;
        }
        try {
            Request request = connection.next(System.nanoTime());
            if (request != null && connections.takeTooMuch()) {
                connection.refuse(503, "the server has no memory left for another request", System.nanoTime());
            } else if (request != null) {
                Answer answer = new Answer(response -> finish(connection, response));
                connection.answering(answer);
                workers.execute(() -> handler.handle(request, answer));
            }
        } catch (Malformed e) {
            connection.refuse(e.status(), String.valueOf(e.getMessage()), System.nanoTime());
        }
        connections.count(connection);
    }

    private void finish(Connection connection, Response response) {
        soon(() -> {
            try {
                connection.write(response, System.nanoTime());
                connections.count(connection);
                proceed(connection);
            } catch (IOException | RuntimeException e) {
                connections.drop(connection);
            }
            connections.freeMemory();
        });
    }

    /** By the thread of all connections. */
    private void soon(Runnable work) {
        finished.add(work);
        if (woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }
}

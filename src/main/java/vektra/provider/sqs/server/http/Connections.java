package vektra.provider.sqs.server.http;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Keeps the connections of a selector, and the memory that they take, within limits; used by the server's thread alone. */
final class Connections {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Seconds that a client has to read its last answer. */
    private static final int LINGER = 1;

    private final Selector selector;
    private final Executor workers;
    private final WebServer.Limits limits;
    private long swept = System.nanoTime();
    private long held;

    Connections(Selector selector, Executor workers, WebServer.Limits limits) {
        this.selector = selector;
        this.workers = workers;
        this.limits = limits;
    }

    /** A connection may take another amount of memory than before. */
    void count(Connection connection) {
        held += connection.grown();
    }

    boolean takeTooMuch() {
        return held > limits.memory();
    }

    /** Whether there may be another one, for which slow ones give way. */
    boolean hasRoom() {
        if (isCrowded()) {
            dropSlowest();
        }
        return !isCrowded();
    }

    private boolean isCrowded() {
        return selector.keys().size() > limits.connections();
    }

    void drop(Connection connection) {
        connection.close();
        count(connection);
        Answer current = connection.current();
        if (current != null) {
            workers.execute(current::abandon);
        }
    }

    /** Once a second, drops those that have been doing nothing, or something, for too long. */
    void sweep() {
        long now = System.nanoTime();
        if (now - swept <= SECOND) {
            return;
        }
        swept = now;
        for (Connection connection : all()) {
            long seconds = (now - connection.since()) / SECOND;
            boolean over = switch (connection.phase()) {
                case IDLE -> seconds > limits.idle();
                case SENDING, WRITING -> seconds > limits.slow();
                case AWAITING_ANSWER -> false;
            };
            if (over || (connection.isLast() && seconds > LINGER)) {
                drop(connection);
            }
        }
    }

    /**
     * Where they take too much, drops the requests and answers that have been under way for the longest time, and sessions
     * of TLS, which take memory also while they do nothing, until there is memory for others.
     */
    void freeMemory() {
        if (!takeTooMuch()) {
            return;
        }
        long most = limits.memory() - limits.memory() / 4;
        for (Connection connection : slowest()) {
            if (held <= most) {
                return;
            }
            if (connection.phase() != Connection.Phase.IDLE || connection.isSecure()) {
                drop(connection);
            }
        }
    }

    /** Drops an eighth of those that wait for no answer. */
    void dropSlowest() {
        List<Connection> slowest = slowest();
        slowest.subList(0, (slowest.size() + 7) / 8).forEach(this::drop);
    }

    private List<Connection> slowest() {
        List<Connection> slowest = all();
        slowest.removeIf(connection -> connection.phase() == Connection.Phase.AWAITING_ANSWER);
        slowest.sort(Comparator.comparingLong(Connection::since));
        return slowest;
    }

    private List<Connection> all() {
        List<Connection> all = new ArrayList<>();
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof Connection connection) {
                all.add(connection);
            }
        }
        return all;
    }
}

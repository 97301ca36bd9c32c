package vektra.memcached;

import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import vektra.memcached.binary.BinaryCommands;
import vektra.memcached.binary.BinaryProtocol;
import vektra.memcached.cache.Arithmetic;
import vektra.memcached.cache.Cache;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.Counter;
import vektra.memcached.cache.ItemTable;
import vektra.memcached.cache.Settings;
import vektra.memcached.cache.Statistics;
import vektra.memcached.cache.StatisticsReport;
import vektra.memcached.cache.Storage;
import vektra.memcached.text.MetaCommands;
import vektra.memcached.text.TextProtocol;
import vektra.memcached.wire.Connection;
import vektra.memcached.wire.Input;
import vektra.memcached.wire.Output;
import vektra.memcached.wire.Protocol;
import vektra.memcached.wire.Session;

/** The one thread that serves all clients, each in turn as its socket has bytes or takes some. */
final class EventLoop {
    private static final byte[] TOO_MANY = "ERROR Too many open connections\r\n".getBytes(StandardCharsets.US_ASCII);

    /** How long no client is accepted after the system refused one, for want of file descriptors perhaps. */
    private static final long ACCEPT_PAUSE_MILLIS = 100;

    private final ServerSocketChannel listener;
    private final int maxConnections;
    private final PrintStream errors;
    private final Statistics statistics;
    private final ItemTable items;
    private final Protocol text;
    private final Protocol binary;
    private final Input in = new Input();
    private final ByteBuffer gathered = ByteBuffer.allocate(Output.CAPACITY);
    private final Selector selector;
    private volatile boolean stopping;

    /**
     * Takes no client before {@link #run}.
     *
     * @param errors where a defect in this server is reported, one line each
     * @throws IOException when the system has no selector to give
     */
    EventLoop(ServerSocketChannel listener, Settings settings, Clock clock, PrintStream errors) throws IOException {
        this.selector = Selector.open();
        this.listener = listener;
        this.maxConnections = settings.maxConnections();
        this.errors = errors;
        this.statistics = new Statistics();
        this.items = new ItemTable(settings.memoryBytes(), clock, statistics);
        Cache cache = new Cache(items, clock, statistics);
        Storage storage = new Storage(cache, items, statistics);
        Arithmetic arithmetic = new Arithmetic(cache, statistics);
        StatisticsReport report = new StatisticsReport(settings, items, clock, statistics);
        MetaCommands meta = new MetaCommands(cache, storage, arithmetic, clock);
        this.text = new TextProtocol(cache, storage, arithmetic, clock, report, meta);
        this.binary = new BinaryProtocol(new BinaryCommands(cache, storage, arithmetic, clock, report));
    }

    /**
     * Serves until {@link #stop}, then closes everything.
     *
     * @throws IOException when the system's selector fails, after which nothing can be served
     */
    void run() throws IOException {
        try (selector;
                listener) {
            listener.configureBlocking(false);
            SelectionKey accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
            try {
                while (!stopping) {
                    selector.select(accepting.interestOps() == 0 ? ACCEPT_PAUSE_MILLIS : 0);
                    accepting.interestOps(SelectionKey.OP_ACCEPT);
                    serve(accepting);
                }
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    /** Ends {@link #run}, from any thread, also before it began. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    private void serve(SelectionKey accepting) {
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (key == accepting) {
                accept(accepting);
            } else {
                takeTurn((Connection) key.attachment());
            }
        }
    }

    private void accept(SelectionKey accepting) {
        try {
            SocketChannel channel = listener.accept();
            while (channel != null) {
                admit(channel);
                channel = listener.accept();
            }
        } catch (IOException e) {
            accepting.interestOps(0);
        }
    }

    private void admit(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            if (statistics.openConnections() >= maxConnections) {
                statistics.count(Counter.REJECTED_CONNECTIONS);
                channel.write(ByteBuffer.wrap(TOO_MANY));
                channel.close();
                return;
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Session session = new Session(text, binary, new Output(channel, gathered, items, statistics));
            key.attach(new Connection(channel, key, session, items, statistics));
            statistics.connectionOpened();
        } catch (IOException | OutOfMemoryError e) {
            close(channel);
        }
    }

    private void takeTurn(Connection connection) {
        boolean goesOn = false;
        try {
            goesOn = connection.takeTurn(in);
        } catch (IOException e) {
            // the client has gone, which is no one's fault
        } catch (RuntimeException | OutOfMemoryError e) {
            // what one client brings about must not end the others' cache
            errors.println("closed a connection after an internal error: " + e);
        }
        if (!goesOn) {
            connection.close();
            statistics.connectionClosed();
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it was never in use
        }
    }
}

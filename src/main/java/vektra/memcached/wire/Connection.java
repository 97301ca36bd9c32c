package vektra.memcached.wire;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import vektra.memcached.cache.Counter;
import vektra.memcached.cache.ItemTable;
import vektra.memcached.cache.Statistics;

/**
 * One client's socket: reads while its answers can be sent, else waits until they can.
 *
 * <p>What is kept meanwhile counts against the memory of the cache; a client for whom there is none left is let go.
 */
public final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Session session;
    private final Output out;
    private final ItemTable items;
    private final Statistics statistics;
    private byte[] unread = Input.nothing();
    private int reserved;
    private boolean inputEnded;

    public Connection(
            SocketChannel channel, SelectionKey key, Session session, ItemTable items, Statistics statistics) {
        this.channel = channel;
        this.key = key;
        this.session = session;
        this.out = session.out();
        this.items = items;
        this.statistics = statistics;
    }

    /** Takes one turn: sends, answers what was left, reads, answers; false when the connection is over. */
    public boolean takeTurn(Input in) throws IOException {
        out.beginTurn();
        in.load(unread);
        session.run(in);
        if (key.isReadable() && !out.isFull() && !session.isClosing()) {
            int count = in.readFrom(channel);
            inputEnded = count < 0;
            statistics.add(Counter.BYTES_READ, Math.max(count, 0));
            session.run(in);
        }
        unread = in.takeRest();
        out.flush();
        boolean over = !out.isFull() && (session.isClosing() || inputEnded);
        if (over || out.isBroken() || !reserve(unread.length + out.keptBytes())) {
            return false;
        }
        key.interestOps(out.isFull() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        return true;
    }

    public void close() {
        session.abandon();
        out.discard();
        items.cancel(reserved);
        try {
            channel.close();
        } catch (IOException e) {
            // gone is gone
        }
    }

    private boolean reserve(int bytes) {
        if (bytes == reserved) {
            return true;
        }
        items.cancel(reserved);
        reserved = 0;
        if (!items.reserve(bytes)) {
            return false;
        }
        reserved = bytes;
        return true;
    }
}

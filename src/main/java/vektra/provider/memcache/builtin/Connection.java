package vektra.provider.memcache.builtin;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One client's socket: reads while its answers can be sent, else waits until they can. */
final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Session session;
    private final Output out;
    private final Statistics statistics;
    private byte[] unread = Input.nothing();
    private boolean inputEnded;

    Connection(SocketChannel channel, SelectionKey key, Session session, Statistics statistics) {
        this.channel = channel;
        this.key = key;
        this.session = session;
        this.out = session.out();
        this.statistics = statistics;
    }

    /** Takes one turn: sends, answers what was left, reads, answers; false when the connection is over. */
    boolean takeTurn(Input in) throws IOException {
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
        if (out.isBroken() || (!out.isFull() && (session.isClosing() || inputEnded))) {
            return false;
        }
        key.interestOps(out.isFull() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        return true;
    }

    void close() {
        session.abandon();
        out.discard();
        try {
            channel.close();
        } catch (IOException e) {
            // gone is gone
        }
    }
}

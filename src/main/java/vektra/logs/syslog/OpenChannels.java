package vektra.logs.syslog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.Selector;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The channels and selectors that threads wait at: to end the threads, they are closed. */
final class OpenChannels implements Closeable {
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    boolean closed() {
        return closed;
    }

    /** Has it closed at the end, which may be now. */
    void keep(Closeable channel) throws IOException {
        open.add(channel);
        if (closed) {
            channel.close();
        }
    }

    void forget(Closeable channel) {
        open.remove(channel);
    }

    /** Each attempt to listen makes new ones. */
    void forgetClosed() {
        open.removeIf(kept -> kept instanceof Channel channel ? !channel.isOpen() : !((Selector) kept).isOpen());
    }

    @Override
    public void close() {
        closed = true;
        for (Closeable channel : open) {
            try {
                channel.close();
            } catch (IOException e) {
                // then it is closed as well
            }
        }
    }
}

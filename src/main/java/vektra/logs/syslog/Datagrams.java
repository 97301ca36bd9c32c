package vektra.logs.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.LongSupplier;

/** Takes what comes by UDP: a message in each datagram. */
final class Datagrams {
    private static final int LONGEST = 64 * 1024;
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final InetSocketAddress address;
    private final OpenChannels open;

    Datagrams(InetSocketAddress address, OpenChannels open) {
        this.address = address;
        this.open = open;
    }

    /** Until all is closed. */
    void receive(SyslogBatches batches, LongSupplier clock) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            open.keep(channel);
            // else it would go on waiting for the channel that is closed
            open.keep(selector);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(address);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            byte[] bytes = new byte[LONGEST];
            ByteBuffer datagram = ByteBuffer.wrap(bytes);
            while (!open.closed()) {
                selector.select();
                long time = clock.getAsLong();
                while (channel.isOpen() && channel.receive(datagram.clear()) != null) {
                    add(batches, bytes, datagram.position(), time);
                }
                batches.flush();
            }
        } finally {
            open.forgetClosed();
        }
    }

    private static void add(SyslogBatches batches, byte[] bytes, int length, long time) throws IOException {
        int end = length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == 0)) {
            end--;
        }
        if (end > 0) {
            batches.add(bytes, 0, end, time);
        }
    }
}

package vektra.drain.connect;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import vektra.drain.encode.Bytes;
import vektra.drain.encode.Encoder;
import vektra.model.logs.LogLine;
import vektra.model.service.HostPort;
import vektra.spi.LogDrain;

/** Lines over UDP, a message in each datagram; what the network loses is not noticed. */
public final class DatagramConnection implements LogDrain.Connection {
    private final HostPort host;
    private final Encoder encoder;
    private final DatagramSocket socket;
    private final Bytes held = new Bytes();
    private volatile long sent;
    private volatile boolean broken;

    /** @param encoder that ends each message with a line feed, and has no other */
    public DatagramConnection(HostPort host, Encoder encoder) {
        this.host = host;
        this.encoder = encoder;
        try {
            InetAddress address = InetAddress.getByName(host.host());
            this.socket = new DatagramSocket();
            socket.connect(new InetSocketAddress(address, host.port()));
        } catch (IOException e) {
            throw Failures.connecting(host, e);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the sender counts
    public void add(LogLine line) throws IOException {
        held.clear();
        encoder.encode(line, held);
        int from = 0;
        for (int at = 0; at < held.length(); at++) {
            if (held.array()[at] == '\n') {
                send(from, at);
                from = at + 1;
            }
        }
    }

    private void send(int from, int to) throws IOException {
        try {
            socket.send(new DatagramPacket(held.array(), from, to - from));
            sent = sent + to - from;
        } catch (IOException e) {
            broken = true;
            throw new IOException(Failures.lost(host, e), e);
        }
    }

    @Override
    public void flush() {}

    @Override
    public long sent() {
        return sent;
    }

    @Override
    public boolean confirms() {
        return false;
    }

    @Override
    public LogDrain.@Nullable End ended() {
        return broken || socket.isClosed() ? LogDrain.End.BROKEN : null;
    }

    @Override
    public void close() {
        socket.close();
    }
}

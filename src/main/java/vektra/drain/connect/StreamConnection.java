package vektra.drain.connect;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import vektra.drain.encode.Bytes;
import vektra.drain.encode.Encoder;
import vektra.model.logs.LogLine;
import vektra.spi.LogDrain;

/** Lines over TCP or TLS to a destination that never answers. */
public final class StreamConnection implements LogDrain.Connection {
    private static final int FULL = 1 << 16;
    private static final int NO_MATTER = 1 << 10;

    private final Link link;
    private final Encoder encoder;
    private final Bytes held = new Bytes();

    public StreamConnection(Address address, Trust trust, Encoder encoder, Runnable ended) {
        this.encoder = encoder;
        this.link = Link.open(
                address.host(),
                address.transport() == Address.Transport.TLS ? trust : null,
                StreamConnection::ignore,
                ended);
    }

    private static void ignore(InputStream in) throws IOException {
        byte[] said = new byte[NO_MATTER];
        while (in.read(said) >= 0) {
            // a receiver of syslog has nothing to say
        }
    }

    @Override
    public void add(LogLine next) throws IOException {
        encoder.encode(next, held);
        if (held.length() >= FULL) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        if (held.length() > 0) {
            link.write(held);
            held.clear();
        }
    }

    @Override
    public long sent() {
        return link.sent();
    }

    @Override
    public boolean confirms() {
        return false;
    }

    @Override
    public LogDrain.@Nullable End ended() {
        return link.ended();
    }

    @Override
    public void close() {
        link.close();
    }
}

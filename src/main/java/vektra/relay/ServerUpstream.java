package vektra.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;
import vektra.model.text.VektraException;
import vektra.tls.Contexts;

/**
 * A server that is reached from here.
 *
 * @param tls null for connections that are passed on as they are
 * @param timeout for connecting
 */
record ServerUpstream(HostPort server, @Nullable SSLContext tls, Duration timeout) implements Upstream {
    static Upstream encrypted(HostPort address, @Nullable Path authority, Duration timeout) {
        try {
            SSLContext context = authority == null ? SSLContext.getDefault() : Contexts.client(authority);
            return new ServerUpstream(address, context, timeout);
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw VektraException.unavailable("TLS cannot be set up: " + e.getMessage(), null, e);
        }
    }

    @Override
    public String address() {
        return server.toString();
    }

    @Override
    public Side connect() throws IOException {
        Socket plain = new Socket();
        boolean done = false;
        try {
            plain.connect(new InetSocketAddress(server.host(), server.port()), (int) timeout.toMillis());
            plain.setTcpNoDelay(true);
            Socket socket = tls == null ? plain : encrypted(plain, tls);
            done = true;
            return Side.of(socket);
        } finally {
            if (!done) {
                plain.close();
            }
        }
    }

    private Socket encrypted(Socket plain, SSLContext context) throws IOException {
        SSLSocket socket = Contexts.verified(context.getSocketFactory(), plain, server.host(), server.port());
        plain.setSoTimeout((int) timeout.toMillis());
        socket.startHandshake();
        plain.setSoTimeout(0);
        return socket;
    }
}

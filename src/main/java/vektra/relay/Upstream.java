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
 * Where the connections of a relay lead to.
 *
 * @param tls null for connections that are passed on as they are
 * @param timeout for connecting
 */
public record Upstream(HostPort address, @Nullable SSLContext tls, Duration timeout) {
    public static Upstream plain(HostPort address, Duration timeout) {
        return new Upstream(address, null, timeout);
    }

    /** Inside of TLS, by which the server is verified: with the certificate in that file, else with those that Java trusts. */
    public static Upstream encrypted(HostPort address, @Nullable Path authority, Duration timeout) {
        try {
            SSLContext context = authority == null ? SSLContext.getDefault() : Contexts.client(authority);
            return new Upstream(address, context, timeout);
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw VektraException.unavailable("TLS cannot be set up: " + e.getMessage(), null, e);
        }
    }

    Socket connect() throws IOException {
        Socket plain = new Socket();
        boolean done = false;
        try {
            plain.connect(new InetSocketAddress(address.host(), address.port()), (int) timeout.toMillis());
            plain.setTcpNoDelay(true);
            Socket socket = tls == null ? plain : encrypted(plain, tls);
            done = true;
            return socket;
        } finally {
            if (!done) {
                plain.close();
            }
        }
    }

    private Socket encrypted(Socket plain, SSLContext context) throws IOException {
        SSLSocket socket = Contexts.verified(context.getSocketFactory(), plain, address.host(), address.port());
        plain.setSoTimeout((int) timeout.toMillis());
        socket.startHandshake();
        plain.setSoTimeout(0);
        return socket;
    }
}

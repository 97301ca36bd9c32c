package vektra.provider.s3.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.gaul.shaded.org.eclipse.jetty.util.ssl.SslContextFactory;
import vektra.tls.Contexts;
import vektra.tls.Renewed;

/** The server's key and certificate, read again for the first connection after their file has changed. */
final class Certificate extends SslContextFactory.Server {
    private final Renewed<SSLContext> renewed;
    private SSLContext shown;

    Certificate(Path file) throws IOException {
        renewed = new Renewed<>(file, Contexts::server);
        shown = renewed.latest();
        setSslContext(shown);
    }

    @Override
    public SSLEngine newSSLEngine(InetSocketAddress client) {
        refresh();
        return super.newSSLEngine(client);
    }

    private synchronized void refresh() {
        try {
            SSLContext now = renewed.latest();
            if (now != shown) {
                reload(factory -> factory.setSslContext(now));
                shown = now;
            }
        } catch (Exception e) {
            // the old certificate goes on, and the next connection tries again
        }
    }
}

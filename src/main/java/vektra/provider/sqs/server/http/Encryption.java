package vektra.provider.sqs.server.http;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import vektra.tls.Contexts;
import vektra.tls.Renewed;

/** The server's key and certificate, read again for the first connection after their file has changed. */
public final class Encryption {
    /** Sessions of clients that keep none themselves. */
    private static final int SESSIONS = 200;

    private final Renewed<SSLContext> context;
    private final boolean required;

    /** @param required whether connections without TLS are refused */
    public Encryption(Path file, boolean required) throws IOException {
        // before the first engine is made: a client could ask for one handshake after the other
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        this.required = required;
        this.context = new Renewed<>(file, Encryption::context);
    }

    public boolean isRequired() {
        return required;
    }

    SSLEngine engine() {
        SSLEngine engine = context.latest().createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    private static SSLContext context(Path file) throws IOException {
        SSLContext fresh = Contexts.server(file);
        fresh.getServerSessionContext().setSessionCacheSize(SESSIONS);
        return fresh;
    }
}

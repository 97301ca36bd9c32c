package vektra.store.etcd;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import vektra.model.text.VektraException;
import vektra.spi.Store;
import vektra.tls.Contexts;

/** TLS connections to members, whose certificates are verified against a CA file; a client certificate is sent if one is configured. */
record Secured(SSLContext context) {
    static Secured by(EtcdUrl.Tls files) {
        try {
            Path cert = files.cert();
            Path key = files.key();
            return new Secured(
                    cert == null || key == null ? Contexts.client(files.ca()) : Contexts.client(files.ca(), cert, key));
        } catch (IOException e) {
            throw VektraException.invalid(
                    Store.VARIABLE + " names files that TLS cannot use: " + e.getMessage(),
                    "ca and cert must be certificates and key a PKCS#8 private key, all in PEM format");
        }
    }

    Socket over(Socket plain, String host, int port) throws IOException {
        SSLSocket secured = Contexts.verified(context.getSocketFactory(), plain, host, port);
        secured.startHandshake();
        return secured;
    }
}

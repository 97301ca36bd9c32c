package vektra.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** What TLS takes on either side: a key with its certificates, or the one authority that is trusted. */
public final class Contexts {
    private Contexts() {}

    /** Of a server with that key. */
    public static SSLContext server(PrivateKey key, Certificate... chain) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new OneKey(key, chain)}, null, null);
        return context;
    }

    /** Of a server whose file has its key, its certificate and that of its authority. */
    public static SSLContext server(Path pem) throws IOException {
        Identity identity = Pem.identity(Files.readString(pem))
                .orElseThrow(() -> new IOException("no key with its certificate in " + pem));
        try {
            return server(identity.key(), identity.certificate());
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + " cannot be used", e);
        }
    }

    /** Of a client that trusts servers with a certificate of the authority in that file, and no others. */
    public static SSLContext client(Path authority) throws IOException {
        return client(authority, new KeyManager[0]);
    }

    /** The same for a client that shows the certificate of a key, both in files. */
    public static SSLContext client(Path authority, Path certificate, Path key) throws IOException {
        try (InputStream chain = Files.newInputStream(certificate)) {
            PrivateKey secret = Pem.key(Files.readString(key))
                    .orElseThrow(() -> new IOException("no private key in PKCS#8 in " + key));
            Certificate[] certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(chain)
                    .toArray(Certificate[]::new);
            if (certificates.length == 0) {
                throw new IOException("no certificate in " + certificate);
            }
            return client(authority, new KeyManager[] {new OneKey(secret, certificates)});
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate in " + certificate, e);
        }
    }

    private static SSLContext client(Path authority, KeyManager[] keys) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(authority))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate of an authority in " + authority, e);
        }
    }

    /** TLS over a connection to that host, with a certificate that is trusted and of that host; no handshake yet. */
    public static SSLSocket verified(SSLSocketFactory trust, Socket plain, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) trust.createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }
}

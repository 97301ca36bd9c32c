package vektra.drain.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.text.Input;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Whose certificates a drain believes.
 *
 * @param ca a file with certificates in PEM; empty: the authorities that Java knows
 * @param anyone believes every certificate
 */
public record Trust(String ca, boolean anyone) {
    public static Trust of(Drain drain) {
        return new Trust(drain.option(DrainOptions.CA), drain.isSet(DrainOptions.INSECURE));
    }

    /** Reads the file anew, for certificates change while drains live on; INVALID when it holds none. */
    SSLSocketFactory sockets() {
        try {
            if (!anyone && ca.isEmpty()) {
                return SSLContext.getDefault().getSocketFactory();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, anyone ? new TrustManager[] {new Anyone()} : managers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw VektraException.unavailable("no TLS on this machine: " + e.getMessage(), null, e);
        }
    }

    private TrustManager[] managers() throws GeneralSecurityException {
        try {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            for (Certificate certificate : certificates()) {
                known.setCertificateEntry(String.valueOf(known.size()), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(known);
            return factory.getTrustManagers();
        } catch (IOException e) {
            throw VektraException.unavailable("no TLS on this machine: " + e.getMessage(), null, e);
        }
    }

    /** The certificates of the file, at least one. */
    public Collection<? extends Certificate> certificates() {
        String shown = Shown.quoted(ca);
        try (InputStream in = Files.newInputStream(Path.of(ca))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw wrong("no certificate in " + shown, null);
            }
            return found;
        } catch (NoSuchFileException e) {
            throw wrong("there is no file " + shown, e);
        } catch (IOException e) {
            throw wrong("cannot read " + shown, e);
        } catch (CertificateException e) {
            throw wrong("no certificate in " + shown, e);
        }
    }

    private static VektraException wrong(String what, @Nullable Exception cause) {
        return new VektraException(
                Kind.INVALID,
                Text.of(Input.of(DrainOptions.CA), ": " + what),
                "a file in PEM with -----BEGIN CERTIFICATE-----",
                cause);
    }

    /** Asks nothing, not even whether the certificate is for that host. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

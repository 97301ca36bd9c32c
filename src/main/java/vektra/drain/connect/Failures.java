package vektra.drain.connect;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.DrainOptions;
import vektra.model.service.HostPort;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** What went wrong between Vektra and a destination, in plain words. */
final class Failures {
    private static final Input URL = Input.of(DrainOptions.URL);
    private static final Text ANY_CERTIFICATE = Text.of(Input.of(DrainOptions.INSECURE), " accepts any certificate");
    private static final Text OWN_AUTHORITY =
            Text.of(Input.of(DrainOptions.CA, "FILE"), " trusts a CA of your own; ", ANY_CERTIFICATE);

    private Failures() {}

    /** A connection that could not be made. */
    static VektraException connecting(HostPort host, IOException e) {
        if (e instanceof UnknownHostException) {
            return because("no such host: " + host.host(), Text.of("check ", URL, ", and the DNS of this machine"), e);
        }
        if (e instanceof SocketTimeoutException) {
            return because(
                    host + " did not answer within 10 seconds",
                    Text.of("check ", URL, ", and firewalls on the way"),
                    e);
        }
        if (e instanceof ConnectException && text(e).contains("refused")) {
            return because(
                    host + " refused the connection",
                    Text.of("check the port of ", URL, ", and whether a server is listening there"),
                    e);
        }
        return e instanceof SSLException ? tls(host, e) : because(lost(host, e), Text.of("check ", URL), e);
    }

    private static VektraException tls(HostPort host, IOException e) {
        if (has(e, CertificateExpiredException.class)) {
            return because(
                    "the certificate of " + host + " has expired",
                    Text.of("it must be renewed; until then ", ANY_CERTIFICATE),
                    e);
        }
        if (has(e, CertificateNotYetValidException.class)) {
            return because("the certificate of " + host + " is not valid yet", "check the clock of this machine", e);
        }
        if (has(e, CertPathBuilderException.class) || has(e, CertPathValidatorException.class)) {
            return because("the certificate of " + host + " is not signed by a trusted CA", OWN_AUTHORITY, e);
        }
        CertificateException refused = find(e, CertificateException.class);
        if (refused != null && text(refused).matches("(?s)No .*(name|names).*|.*name.*not match.*")) {
            return because(
                    "the certificate of " + host + " is for another host",
                    Text.of("use the name of the certificate in ", URL, "; ", ANY_CERTIFICATE),
                    e);
        }
        if (refused != null) {
            return because("the certificate of " + host + " is refused: " + text(refused), OWN_AUTHORITY, e);
        }
        if (text(e).contains("bad_certificate")) {
            return because(lost(host, e), "use a destination that asks for no client certificate", e);
        }
        if (text(e).contains("Unsupported or unrecognized SSL message")) {
            return because(
                    host + " does not speak TLS on that port",
                    "use another port, or tcp://" + host + " for lines without encryption",
                    e);
        }
        return because("no TLS with " + host + ": " + text(e), Text.of("check the port of ", URL), e);
    }

    /** Why a connection that was open carries nothing any more. */
    static String lost(HostPort host, IOException e) {
        String text = text(e);
        if (text.contains("reset") || text.contains("Broken pipe")) {
            return broken(host);
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return host + " requires a client certificate, which Vektra does not have";
        }
        return "the connection to " + host + " failed: " + text;
    }

    /** An end in the middle of something. */
    static String broken(HostPort host) {
        return host + " closed the connection unexpectedly";
    }

    private static String text(Throwable e) {
        return Shown.plain(
                Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        return find(e, type) != null;
    }

    private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static VektraException because(String message, CharSequence hint, IOException cause) {
        return VektraException.unavailable(message, hint, cause);
    }
}

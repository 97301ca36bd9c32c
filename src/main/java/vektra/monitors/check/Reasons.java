package vektra.monitors.check;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Status;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** What is said of a check that failed. */
final class Reasons {
    private Reasons() {}

    static Checked late(Duration timeout) {
        return new Checked(Status.TIMEOUT, null, "no answer within " + seconds(timeout));
    }

    private static String seconds(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms";
    }

    static Checked of(@Nullable Throwable failed, Duration timeout) {
        if (chain(failed).anyMatch(SocketTimeoutException.class::isInstance)) {
            return late(timeout);
        }
        if (failed instanceof VektraException refused) {
            return new Checked(
                    refused.kind() == Kind.UNAVAILABLE ? Status.FAILURE : Status.ERROR,
                    null,
                    line(refused.getMessage()));
        }
        boolean tried = failed instanceof IOException;
        return new Checked(tried ? Status.FAILURE : Status.ERROR, null, line(reason(failed)));
    }

    private static String reason(@Nullable Throwable failed) {
        if (failed instanceof UnknownHostException) {
            return "unknown host " + failed.getMessage();
        }
        if (failed instanceof ConnectException) {
            return "connection refused";
        }
        if (failed instanceof EOFException) {
            return "the connection was closed";
        }
        String deepest = chain(failed)
                .filter(cause -> cause instanceof CertificateException || !(failed instanceof SSLException))
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((one, deeper) -> deeper)
                .orElse(null);
        String said = deepest == null && failed != null ? failed.getMessage() : deepest;
        return said == null ? String.valueOf(failed) : failed instanceof SSLException ? "TLS: " + said : said;
    }

    private static Stream<Throwable> chain(@Nullable Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause).map(Objects::requireNonNull);
    }

    private static String line(@Nullable String text) {
        return String.valueOf(text).strip().lines().findFirst().orElse("");
    }
}
